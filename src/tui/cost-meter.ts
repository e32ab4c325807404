// SPDX-License-Identifier: MIT
import type { TuiDoors } from "./doors.ts";
import type { CostNow } from "./state.ts";

/** The span over which the screen's own use of the CPU is told. */
const SPAN_MS = 60_000;

/** What the screen has cost in the last minute, each time it is asked; null before it can be told. */
export function costMeter(
  { ownCost }: Pick<TuiDoors, "ownCost">,
  nowMs: () => number = () => performance.now(),
): () => CostNow | null {
  let looks: readonly { readonly atMs: number; readonly cpuS: number }[] = [{ atMs: nowMs(), cpuS: ownCost().cpuS }];
  return () => {
    const [atMs, cost] = [nowMs(), ownCost()];
    looks = [...looks.filter((one) => atMs - one.atMs <= SPAN_MS), { atMs, cpuS: cost.cpuS }];
    const [before] = looks;
    if (before === undefined || atMs <= before.atMs) return null;
    return { ...cost, cpuPercent: ((cost.cpuS - before.cpuS) * 100_000) / (atMs - before.atMs) };
  };
}
