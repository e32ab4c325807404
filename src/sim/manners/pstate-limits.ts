// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { clamp, type Manner, wholeNumber } from "../manner.ts";
import { textOf, type World, withValues } from "../state.ts";

/** intel_pstate/max_perf_pct: never below min_perf_pct, which stays (intel_pstate.c, store_max_perf_pct). */
export const maxPercent: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  if (percent === null) return "EINVAL";
  return withValues(world.state, { [path]: String(clamp(percent, percentIn(world, path, "min_perf_pct"), 100)) });
};

/** intel_pstate/min_perf_pct: never above max_perf_pct, nor below what the lowest P-state is. */
export const minPercent: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  if (percent === null) return "EINVAL";
  return withValues(world.state, {
    [path]: String(clamp(percent, lowestPercent(world), percentIn(world, path, "max_perf_pct"))),
  });
};

/** intel_pstate/no_turbo: turning turbo off squashes min_perf_pct into the range that is left. */
export const noTurbo: Manner = (world, { path, text }) => {
  const off = wholeNumber(text);
  if (off === null) return "EINVAL";
  if (off === 0) return withValues(world.state, { [path]: "0" });
  const minPath = `${dirname(path)}/min_perf_pct`;
  const min = Math.min(percentIn(world, path, "min_perf_pct"), basePercent(world));
  return withValues(world.state, { [path]: "1", [minPath]: String(min) });
};

const percentIn = (world: World, path: string, name: string): number => Number(textOf(world, `${dirname(path)}/${name}`) ?? 0);

function basePercent({ model }: World): number {
  return model.cpu === null || model.cpu.boostKhz <= 0 ? 100 : Math.floor((model.cpu.baseKhz * 100) / model.cpu.boostKhz);
}

function lowestPercent(world: World): number {
  const { cpu } = world.model;
  const policy = cpu?.policies[0];
  if (cpu === null || policy === undefined || cpu.boostKhz <= 0) return 0;
  return Math.floor((Number(textOf(world, `${policy}/cpuinfo_min_freq`) ?? 0) * 100) / cpu.boostKhz);
}
