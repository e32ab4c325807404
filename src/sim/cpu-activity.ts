// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { swiftness } from "./draw.ts";
import { clamp, wordsOf } from "./manner.ts";
import { PROC_STAT } from "./parts/cpuidle.ts";
import { textOf, type World } from "./state.ts";

/** Some time that has passed, with the share of it that the CPUs were busy on average. */
export interface Stretch {
  readonly seconds: number;
  readonly load: number;
}

/** What the kernel has counted after a stretch of time: idle states, ticks, and the frequencies of the moment. */
export function activityFiles(world: World, stretch: Stretch): Readonly<Record<string, string>> {
  const moment = { ...stretch, swift: clamp(swiftness(world), 0.1, 1.2) };
  return { ...idleFiles(world, moment), ...tickFile(world, moment), ...frequencyFiles(world, moment) };
}

interface Moment extends Stretch {
  /** How fast and how eager the CPUs are, 0.1 to 1.2. */
  readonly swift: number;
}

/** A slower CPU takes longer for the same work (power grows with about the cube of speed); no two CPUs are loaded alike. */
const busyShare = ({ load, swift }: Moment, cpu: number): number =>
  clamp((load * (0.7 + 0.2 * (cpu % 4))) / Math.cbrt(swift), 0, 0.97);

const STATE = /\/cpu(\d+)\/cpuidle\/state(\d+)\/time$/;

function idleFiles(world: World, moment: Moment): Record<string, string> {
  const found = Object.keys(world.model.live).flatMap((path) => {
    const [, cpu, state] = STATE.exec(path) ?? [];
    return state === undefined ? [] : [{ folder: dirname(path), cpu: Number(cpu), state: Number(state) }];
  });
  const shares = stateShares(moment, 1 + Math.max(-1, ...found.map(({ state }) => state)));
  const files = found.map(({ folder, cpu, state }) => {
    const timeUs = moment.seconds * 1e6 * (1 - busyShare(moment, cpu)) * (shares[state] ?? 0);
    return {
      [`${folder}/time`]: added(world, `${folder}/time`, timeUs),
      [`${folder}/usage`]: added(world, `${folder}/usage`, timeUs / typicalUs(state)),
    };
  });
  return Object.assign({}, ...files);
}

/** How the sleep falls to the states: an eager machine sleeps lightly, a thrifty one deeply; the first state is hardly ever chosen. */
function stateShares({ swift }: Moment, count: number): readonly number[] {
  const steepness = 1.3 + 2.5 * clamp(1 - swift, 0, 1);
  const weights = Array.from({ length: count }, (_, state) => (state === 0 ? 0.001 : steepness ** state));
  const all = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((weight) => weight / all);
}

/** How long a sleep in a state lasts: the deeper, the longer. */
const typicalUs = (state: number): number => Math.min(40 * 6 ** state, 100_000);

const added = (world: World, path: string, amount: number): string =>
  String(Math.round(Number(textOf(world, path) ?? 0) + amount));

const TICKS_PER_S = 100;

/** /proc/stat: user, nice, system, idle; a third of the work is the kernel's. */
function tickFile(world: World, moment: Moment): Record<string, string> {
  const text = textOf(world, PROC_STAT);
  if (text === undefined) return {};
  const lines = text.split("\n").slice(1);
  const grown = lines.map((line, cpu) => {
    const [name = "", user = "0", nice = "0", system = "0", idle = "0", ...rest] = line.split(" ");
    const ticks = moment.seconds * TICKS_PER_S;
    const busy = ticks * busyShare(moment, cpu);
    const counts = [Number(user) + (busy * 2) / 3, Number(nice), Number(system) + busy / 3, Number(idle) + ticks - busy];
    return [name, ...counts.map((count) => Math.round(count).toFixed(0)), ...rest].join(" ");
  });
  return { [PROC_STAT]: [sumLine(grown), ...grown].join("\n") };
}

function sumLine(lines: readonly string[]): string {
  const columns = lines.map((line) => line.split(" ").slice(1).map(Number));
  const sums = columns[0]?.map((_, place) => columns.reduce((sum, each) => sum + (each[place] ?? 0), 0)) ?? [];
  return `cpu  ${sums.join(" ")}`;
}

/** Between the lowest frequency and the limit, the higher the more eager and the busier; the nearest entry of a table. */
function frequencyFiles(world: World, { load, swift }: Moment): Record<string, string> {
  const files = (world.model.cpu?.policies ?? []).map((folder) => {
    const khz = (name: string): number => Number(textOf(world, `${folder}/${name}`) ?? 0);
    const [least, limit] = [khz("cpuinfo_min_freq"), khz("scaling_max_freq")];
    const wanted = least + (limit - least) * clamp(swift * (0.25 + 2 * load), 0, 1);
    const table = wordsOf(textOf(world, `${folder}/scaling_available_frequencies`)).map(Number);
    const steps = table.filter((step) => step >= wanted && step <= limit);
    return [`${folder}/scaling_cur_freq`, String(Math.round(steps.length > 0 ? Math.min(...steps) : wanted))] as const;
  });
  return Object.fromEntries(files);
}
