// SPDX-License-Identifier: MIT
import type { Step } from "../../forecast/trip/ladder.ts";
import type { KnobId, Wish, WishValue } from "../../knobs/knob.ts";
import type { TripWish } from "../wishes/wishes.ts";
import { PROGRAM_KNOBS, type ProgramKnob, type ProgramRules } from "./trip.ts";

/** One thing that a trip may turn, with what it takes from the person (0: nobody notices, 1: hardly usable) and why so much. */
export interface TripStep extends Pick<Step<Wish>, "knob" | "wish" | "comfort"> {
  /** What it saves on laptops in general, in W: to choose by until it was measured here. */
  readonly priorW: number;
  readonly why: string;
}

/**
 * What a trip turns, by knob and from mild to strict: wishes of the shipped profiles. Radios that carry the network are not among them, as only
 * the person knows whether it is needed; a profile that is named with the trip may turn them off.
 */
export const TRIP_STEPS: readonly TripStep[] = [
  { knob: "kernel.nmi-watchdog", wish: ["off"], comfort: 0, priorW: 0.05, why: "a debugging aid that nobody misses" },
  { knob: "kernel.writeback", wish: [15], comfort: 0.01, priorW: 0.1, why: "a crash costs some seconds more of work" },
  { knob: "keyboard.light", wish: [10], comfort: 0.01, priorW: 0.1, why: "still enough to find the keys" },
  { knob: "keyboard.light", wish: ["off"], comfort: 0.05, priorW: 0.15, why: "keys are hard to find in the dark" },
  {
    knob: "radio.bluetooth",
    wish: ["when-unused"],
    comfort: 0.01,
    priorW: 0.1,
    why: "only where nothing has been connected for a week",
  },
  { knob: "service.hold", wish: ["indexers", "backups"], comfort: 0.02, priorW: 0.3, why: "catches up after the journey" },
  {
    ...{ knob: "service.hold", wish: ["indexers", "updates", "backups", "telemetry"], comfort: 0.04, priorW: 0.4 },
    why: "updates wait, too",
  },
  { knob: "cpu.governor", wish: ["saving"], comfort: 0.03, priorW: 0.2, why: "reacts to work a little later" },
  { knob: "cpu.epp", wish: ["balance_power", "power"], comfort: 0.03, priorW: 0.4, why: "calls stay fluent" },
  { knob: "cpu.epp", wish: ["power", "balance_power"], comfort: 0.08, priorW: 0.6, why: "windows open a little later" },
  { knob: "cpu.boost", wish: ["off"], comfort: 0.12, priorW: 1, why: "what needs the whole CPU takes half as long again" },
  {
    ...{ knob: "platform.profile", wish: ["low-power", "quiet", "cool", "balanced"], comfort: 0.12, priorW: 0.5 },
    why: "long work runs slower, the fan rests",
  },
  { knob: "screen.brightness", wish: [60], comfort: 0.08, priorW: 0.8, why: "readable by a window" },
  { knob: "screen.brightness", wish: [40], comfort: 0.2, priorW: 1.4, why: "readable in a cabin" },
  { knob: "screen.brightness", wish: [30], comfort: 0.4, priorW: 1.7, why: "close to as dark as can be read" },
  { knob: "cpu.limit", wish: [50], comfort: 0.5, priorW: 1, why: "everything but text is slow" },
];

/** What it may do to programs, as far as the person's own rules name any: what they are depends on what runs, so nothing better is known than that it is something. */
const PROGRAM_STEPS: readonly (Omit<TripStep, "knob" | "wish"> & { readonly knob: ProgramKnob })[] = [
  { knob: "app.slow", comfort: 0.15, priorW: 0.5, why: "what can wait gets little of the CPU" },
  { knob: "app.freeze", comfort: 0.25, priorW: 0.8, why: "what can wait stands still until the journey is over" },
];

/** The steps that save more than the profile does by itself; a knob of which it wishes a word has its last word. */
export const stepsBeyond = ({ profile: { wishes }, programs }: Pick<TripWish, "profile" | "programs">): readonly TripStep[] =>
  [...TRIP_STEPS, ...programSteps(programs)].flatMap((step) => {
    const wished = wishes[step.knob];
    if (wished === undefined) return [step];
    return goesFurther(step, wished) ? [{ ...step, wish: joined(step, wished) }] : [];
  });

const programSteps = (programs: ProgramRules): readonly TripStep[] =>
  PROGRAM_STEPS.flatMap((step) => {
    const wish = programs[step.knob];
    return wish === undefined ? [] : [{ ...step, wish }];
  });

/** Knobs whose wish is a set: all of it is meant. */
const isSet = (knob: KnobId): boolean => knob === "service.hold" || PROGRAM_KNOBS.some((one) => one === knob);

function goesFurther({ knob, wish }: TripStep, wished: Wish): boolean {
  if (isSet(knob)) return !wished.includes("all") && wish.some((value) => !wished.includes(value));
  const [most, given] = [wish[0], wished[0]];
  if (typeof given !== "number") return false;
  return typeof most === "number" ? most < given : most === "off";
}

function joined({ knob, wish: [first, ...others] }: TripStep, wished: Wish): Wish {
  if (!isSet(knob)) return [first, ...others];
  const more: readonly WishValue[] = [...others, ...wished].filter((value) => value !== first);
  return [first, ...new Set(more)];
}
