// SPDX-License-Identifier: MIT
import type { KnobId } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import type { Pause, PausePart } from "./wishes/wishes.ts";

/** "power" gives back what costs speed and light; "all" has ended by itself where it is to end. */
export const keptAtCharger = (profile: Profile | null): Profile | null =>
  profile?.onCharger === "power" ? only(profile, (knob) => knob.startsWith("radio.")) : profile;

/** Until the arrival the radios stay as they are, and held work waits, whatever charges on the way. */
export const keptForArrival = (profile: Profile): Profile =>
  profile.onCharger === "nothing" ? profile : only(profile, (knob) => knob.startsWith("radio.") || knob.startsWith("service."));

export const MOBILE_DATA = "radio.wwan";

const NO_PROFILE: Profile = { name: "mobile data", title: "Mobile data stays off", onCharger: "nothing", wishes: {}, source: "" };

/** A profile that speaks of mobile data itself keeps its word. */
export function mobileDataOff(profile: Profile | null): Profile {
  const { wishes, ...rest } = profile ?? NO_PROFILE;
  return { ...rest, wishes: { [MOBILE_DATA]: ["off"], ...wishes } };
}

/** What a pause takes out, by the beginnings of the knobs' names. */
const PARTS: Readonly<Record<PausePart, readonly string[]>> = {
  all: [""],
  cpu: ["cpu.", "platform.", "kernel."],
  screen: ["screen.", "keyboard."],
};

/** A pause gives its part of the settings their saved values. */
export function paused(profile: Profile | null, pause: Pause | null, nowMs: number): Profile | null {
  if (profile === null || pause === null || isOver(pause, nowMs)) return profile;
  return only(profile, (knob) => !PARTS[pause.part].some((prefix) => knob.startsWith(prefix)));
}

export const isOver = ({ untilMs }: Pause, nowMs: number): boolean => untilMs !== null && untilMs <= nowMs;

const only = (profile: Profile, keeps: (knob: KnobId) => boolean): Profile => ({
  ...profile,
  wishes: Object.fromEntries(Object.entries(profile.wishes).filter(([knob]) => keeps(knob))),
});
