// SPDX-License-Identifier: MIT
import type { Block } from "./block.ts";
import type { Arm } from "./design.ts";
import { median } from "./interval.ts";

/** Two blocks, one after the other. */
export interface Pair {
  readonly with: Block;
  readonly without: Block;
}

/** So far apart is the load of two blocks another one, in percent of all CPUs and as a share of the usual. */
const LOAD_POINTS = 5;
const LOAD_SHARE = 0.5;

/**
 * The pairs in which the CPUs did about as much as in most. Each arm is held against its own: a setting that slows the CPU makes the same work
 * take longer.
 */
export function undisturbed(pairs: readonly Pair[]): readonly Pair[] {
  const usual = { with: usualBusy(pairs, "with"), without: usualBusy(pairs, "without") };
  return pairs.filter((pair) => isUsual(pair.with, usual.with) && isUsual(pair.without, usual.without));
}

function usualBusy(pairs: readonly Pair[], arm: Arm): number | null {
  const known = pairs.flatMap((pair) => pair[arm].busyPercent ?? []);
  return known.length === 0 ? null : median(known);
}

const isUsual = ({ busyPercent }: Block, usual: number | null): boolean =>
  busyPercent === null || usual === null || Math.abs(busyPercent - usual) <= Math.max(LOAD_POINTS, LOAD_SHARE * usual);

/** What each pair says, in W; of the processor package only where every pair knows it. */
export const differencesW = (pairs: readonly Pair[]): readonly number[] =>
  pairs.map((pair) => pair.without.powerW - pair.with.powerW);

export function packageDifferencesW(pairs: readonly Pair[]): readonly number[] | null {
  const known = pairs.flatMap((pair) =>
    pair.with.packageW === null || pair.without.packageW === null ? [] : [pair.without.packageW - pair.with.packageW],
  );
  return known.length === 0 || known.length < pairs.length ? null : known;
}
