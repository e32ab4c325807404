// SPDX-License-Identifier: MIT
import type { Change, Plan } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { setText } from "../../forecast/savings.ts";
import type { Knob, Wish } from "../../knobs/knob.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import type { Machine } from "../../machine/doors.ts";
import { rawText } from "../../machine/reading.ts";
import type { Profile } from "../../profile/profile.ts";
import { wholeKnobOf, wishOf } from "../names.ts";
import type { TravelMode } from "../travel-mode.ts";
import { profileOf } from "./switcher.ts";

/** A setting that can be measured now, and what it is compared with. */
export interface Candidate {
  readonly knob: Knob;
  /** The one alternative that this machine takes. */
  readonly wish: Wish;
  /** The wish as savings are kept by. */
  readonly text: string;
  /** As users read them. */
  readonly from: string;
  readonly to: string;
}

/** One that cannot, and why. */
export interface PassedOver {
  readonly knob: Knob;
  readonly why: string;
}

/** What holds work back saves when there is work; what it saves does not show in blocks of three minutes. */
const STEADY = new Set(["cpu", "platform", "screen", "keyboard", "radio", "kernel"]);

/** The settings typed ("turbo", "brightness=40"), else those of the profile that are worth it. Throws USAGE. */
export function askedFor(words: readonly string[], profile: Profile): readonly { readonly knob: Knob; readonly wish: Wish }[] {
  if (words.length === 0)
    return Object.entries(profile.wishes).flatMap(([id, wish]) => {
      const knob = KNOBS.find((one) => one.id === id);
      return knob === undefined || knob.minor || whyNever(knob) !== null ? [] : [{ knob, wish }];
    });
  return words.map((word) => typed(word, profile));
}

function typed(word: string, profile: Profile): { readonly knob: Knob; readonly wish: Wish } {
  const [name = "", ...values] = word.split("=");
  const knob = wholeKnobOf(name, KNOBS);
  const never = whyNever(knob);
  if (never !== null) throw new TravelError("USAGE", `${knob.id} is not measured: ${never}`);
  if (values.length > 0) return { knob, wish: wishOf(values.join("="), knob) };
  const wish = profile.wishes[knob.id];
  if (wish !== undefined) return { knob, wish };
  throw new TravelError(
    "USAGE",
    `the profile ${profile.name} wishes nothing of ${knob.id}: say what to measure, such as ${name}=VALUE`,
  );
}

/** Why it is never measured; null where it can be. */
export function whyNever({ id }: Pick<Knob, "id">): string | null {
  if (id === "radio.wwan") return "each time it comes back, the SIM may ask for its PIN";
  if (STEADY.has(id.split(".")[0] ?? "")) return null;
  return "it saves work that comes now and then, which a few minutes do not show";
}

/** Whether it can be measured as the machine is now; changes nothing. */
export async function candidateFor(
  { knob, wish }: { readonly knob: Knob; readonly wish: Wish },
  { mode, machine }: { readonly mode: TravelMode; readonly machine: Machine },
): Promise<Candidate | PassedOver> {
  const plan = await mode.plan({ profile: profileOf("with", knob.id, wish), leave: [], evenIfUsed: [], stayOn: false });
  const changes = plan.changes.filter((change) => change.knob === knob.id && change.kind === "apply");
  const [first] = changes;
  if (first === undefined) return { knob, why: whyNot(plan, knob) };
  const taken = await alternativeTaken(machine, { knob, wish }, first);
  return {
    knob,
    wish: taken,
    text: setText(taken),
    from: distinct(changes.map(({ shown }) => shown.from)),
    to: distinct(changes.map(({ shown }) => shown.to)),
  };
}

const distinct = (words: readonly string[]): string => [...new Set(words)].join(", ");

function whyNot({ questions, skips }: Plan, { id }: Knob): string {
  const asked = questions.find(({ change }) => change.knob === id);
  if (asked !== undefined) return `in use: ${asked.uses.join(", ")}`;
  const skip = skips.find(({ knob }) => knob === id);
  if (skip === undefined) return "there is nothing of it here";
  return skip.kind === "same" ? "it is so already, so there is nothing to compare with" : skip.why;
}

/** Of several alternatives, the one whose text it is. */
async function alternativeTaken(
  machine: Machine,
  { knob, wish }: { readonly knob: Knob; readonly wish: Wish },
  { setting: id, from, to }: Change,
): Promise<Wish> {
  if (knob.grammar.all || wish.length === 1) return wish;
  const setting = (await knob.find(machine)).settings.find((one) => one.id === id);
  const taken = wish.find((one) => {
    const encoded = setting?.encode([one], rawText(from));
    return encoded?.kind === "to" && encoded.raw === to;
  });
  return taken === undefined ? wish : [taken];
}
