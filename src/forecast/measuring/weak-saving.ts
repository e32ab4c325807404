// SPDX-License-Identifier: MIT
import { mean } from "../../mean.ts";
import type { BatteryFlow } from "../sample.ts";
import type { Conditions, SavedW, Saving } from "../savings.ts";

/** What a keeper sees anyway, a moment's power with what else could change it; unknown is null. */
export interface PowerGlance {
  readonly atMs: number;
  readonly flow: BatteryFlow;
  readonly powerW: number | null;
  readonly brightnessPercent: number | null;
  /** Busy share of all CPUs since the glance before, in percent. */
  readonly busyPercent: number | null;
}

/** What was switched: one wish of one knob, or a whole profile. */
export interface Switched extends Pick<Saving, "knob" | "wish"> {
  readonly atMs: number;
  /** It was given up: what was drawn before is the draw with the saving. */
  readonly isEnding: boolean;
  /** It dims the screen itself, so that another brightness is its doing. */
  readonly turnsScreen: boolean;
  /** It slows the CPUs, so that the same work keeps them busy for longer. */
  readonly turnsCpu: boolean;
}

/** Firmware smooths a battery's power: for three time constants after a switch it tells of both. */
export const SETTLE_MS = 165_000;
/** So much of each side counts, and at least so many glances of it. */
export const SIDE_MS = 10 * 60_000;
const LEAST_GLANCES = 4;
/** What a switch is blamed or praised for may as well be what the person does next: never surer than this, in W and as a share of the power. */
const LEAST_DOUBT_W = 0.5;
const DOUBT_SHARE = 0.1;
const MOST_BUSY_APART = 5;

/**
 * What one switch says of its saving, with a wide interval; null where something else changed as well, or too little was seen. A pure fold of
 * what was seen before and after.
 */
export function observedSaving(switched: Switched, before: readonly PowerGlance[], after: readonly PowerGlance[]): Saving | null {
  const [untilMs, fromMs] = [switched.atMs, switched.atMs + SETTLE_MS];
  const old = before.filter(({ atMs }) => atMs <= untilMs && atMs > untilMs - SIDE_MS);
  const fresh = after.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + SIDE_MS);
  const [oldW, freshW] = [powersOf(old), powersOf(fresh)];
  if (oldW === null || freshW === null || !isAlike(switched, old, fresh)) return null;
  const [withoutW, withW] = switched.isEnding ? [freshW, oldW] : [oldW, freshW];
  const medianW = mean(withoutW) - mean(withW);
  const doubtW = 1.645 * Math.hypot(Math.max(LEAST_DOUBT_W, DOUBT_SHARE * mean(withoutW)), errorOf(oldW), errorOf(freshW));
  return {
    knob: switched.knob,
    wish: switched.wish,
    medianW,
    lowW: medianW - doubtW,
    highW: medianW + doubtW,
    blocks: 1,
    measuredAtMs: fresh.at(-1)?.atMs ?? fromMs,
    from: "switches",
    conditions: conditionsOf(switched.isEnding ? fresh : old),
  };
}

/** On battery throughout, each glance with its power, and enough of them. */
function powersOf(glances: readonly PowerGlance[]): readonly number[] | null {
  const powers = glances.flatMap(({ flow, powerW }) => (flow === "discharging" && powerW !== null ? [powerW] : []));
  return powers.length < glances.length || powers.length < LEAST_GLANCES ? null : powers;
}

/** The same screen throughout, and CPUs about as busy, unless it is the switch itself that changes them. */
function isAlike({ turnsScreen, turnsCpu }: Switched, old: readonly PowerGlance[], fresh: readonly PowerGlance[]): boolean {
  const sides = turnsScreen ? [old, fresh] : [[...old, ...fresh]];
  if (sides.some((side) => new Set(side.map(({ brightnessPercent }) => brightnessPercent)).size > 1)) return false;
  const [oldBusy, freshBusy] = [busyOf(old), busyOf(fresh)];
  return turnsCpu || oldBusy === null || freshBusy === null || Math.abs(oldBusy - freshBusy) <= MOST_BUSY_APART;
}

/**
 * Two observations of the same wish as one: each weighs by how sure it is (inverse variance), the older one half, so that a laptop that has
 * changed is believed in the end.
 */
export function combined(older: Saving, newer: Saving): Saving {
  const weights = [0.5 / varianceOf(older), 1 / varianceOf(newer)] as const;
  const total = weights[0] + weights[1];
  const medianW = (older.medianW * weights[0] + newer.medianW * weights[1]) / total;
  const reachW = 1.645 / Math.sqrt(total);
  return { ...newer, medianW, lowW: medianW - reachW, highW: medianW + reachW, blocks: older.blocks + newer.blocks };
}

/** No interval is so narrow that it would silence all others. */
const varianceOf = ({ lowW, highW }: SavedW): number => Math.max(0.01, (highW - lowW) / (2 * 1.645)) ** 2;

const conditionsOf = (without: readonly PowerGlance[]): Conditions => ({
  before: null,
  profile: null,
  busyPercent: busyOf(without),
  brightnessPercent: without[0]?.brightnessPercent ?? null,
  powerW: mean(without.flatMap(({ powerW }) => powerW ?? [])),
});

function busyOf(glances: readonly PowerGlance[]): number | null {
  const known = glances.flatMap(({ busyPercent }) => busyPercent ?? []);
  return known.length === 0 ? null : mean(known);
}

/** The standard error of their mean. */
function errorOf(numbers: readonly number[]): number {
  const middle = mean(numbers);
  const squares = numbers.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, numbers.length - 1) / Math.max(1, numbers.length));
}
