// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { clamp, type Manner, wholeNumber, wordsOf } from "../manner.ts";
import { type SimState, textOf, type World, withMemory, withValues } from "../state.ts";

/**
 * scaling_max_freq and scaling_min_freq: any number is taken as a request and remembered; reading shows what came of it
 * after the hardware's range and the frequency table (cpufreq.c, freq_qos and cpufreq_set_policy).
 */
export const frequencyLimit: Manner = (world, { path, text }) => {
  if (wholeNumber(text) === null) return "EINVAL";
  return withEffectiveLimits({ model: world.model, state: withMemory(world.state, { [path]: text }) }, dirname(path));
};

/** cpufreq/boost: moves cpuinfo_max_freq of every policy, and with it what the limits come to. */
export const boost: Manner = (world, { path, text }) => {
  if (text !== "0" && text !== "1") return "EINVAL";
  let state = withValues(world.state, { [path]: text });
  for (const folder of world.model.cpu?.policies ?? []) state = withBoost({ model: world.model, state }, folder, text);
  return state;
};

/** policy/boost: refused while boost is off as a whole. */
export const policyBoost: Manner = (world, { path, text }) => {
  const folder = dirname(path);
  if (text !== "0" && text !== "1") return "EINVAL";
  if (textOf(world, `${dirname(folder)}/boost`) === "0") return "EINVAL";
  return withBoost(world, folder, text);
};

function withBoost(world: World, folder: string, on: "0" | "1"): SimState {
  const { cpu } = world.model;
  if (cpu === null) return world.state;
  const own = textOf(world, `${folder}/boost`) === undefined ? {} : { [`${folder}/boost`]: on };
  const highest = String(on === "1" ? cpu.boostKhz : cpu.baseKhz);
  const state = withValues(world.state, { ...own, [`${folder}/cpuinfo_max_freq`]: highest });
  return withEffectiveLimits({ model: world.model, state }, folder);
}

function withEffectiveLimits(world: World, folder: string): SimState {
  const khz = (name: string, otherwise: number): number => Number(textOf(world, `${folder}/${name}`) ?? otherwise);
  const requested = (name: string, otherwise: number): number =>
    wholeNumber(world.state.memory[`${folder}/${name}`] ?? "") ?? otherwise;
  const lowest = khz("cpuinfo_min_freq", 0);
  const highest = khz("cpuinfo_max_freq", lowest);
  const table = [...wordsOf(textOf(world, `${folder}/scaling_available_frequencies`)).map(Number), highest];
  const max = roundDown(clamp(requested("scaling_max_freq", highest), lowest, highest), table);
  const min = Math.min(roundUp(clamp(requested("scaling_min_freq", lowest), lowest, highest), table), max);
  return withValues(world.state, { [`${folder}/scaling_max_freq`]: String(max), [`${folder}/scaling_min_freq`]: String(min) });
}

/** Drivers without a table take any frequency of the range. */
const hasTable = (table: readonly number[]): boolean => table.length > 1;

const roundDown = (khz: number, table: readonly number[]): number =>
  hasTable(table) ? Math.max(...table.filter((entry) => entry <= khz), Math.min(...table)) : khz;

const roundUp = (khz: number, table: readonly number[]): number =>
  hasTable(table) ? Math.min(...table.filter((entry) => entry >= khz), Math.max(...table)) : khz;
