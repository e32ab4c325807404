// SPDX-License-Identifier: MIT
import { numberIn } from "../knobs/attributes.ts";
import { CPUS } from "../knobs/cpufreq.ts";
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { ticksIn } from "../processes/proc-stat.ts";
import { type CpuCounts, type CpuLook, type CpuShares, cpuUse, type IdleCount, nothing, timeBetween } from "./cpu-counters.ts";
import { type CpuLayout, type CpuPlace, cpuLayout, type StatePlace } from "./cpu-layout.ts";
import type { CpuUse, OneCpu } from "./cpu-use.ts";

/** Reads what the CPUs do. It keeps the counters of the last look, so it is used by one screen alone. */
export interface CpuReader {
  /** What they did since the last look; `nowMs` is the laptop's clock. */
  read(nowMs: number): CpuUse;
}

/**
 * A look costs two small reads for each CPU's idle state that was used, and a few for each frequency policy. None of them wakes a
 * CPU that sleeps: the counters are kept in memory, and what would be asked of the CPU itself is asked seldom or when it is awake.
 */
export function cpuReader(files: Files): CpuReader {
  let layout: CpuLayout | null = null;
  let before: CpuLook | null = null;
  let seldom: Seldom | null = null;
  return {
    read: (nowMs) => {
      const online = valueOr(files.read(`${CPUS}/online`), "");
      const fresh = layout?.online !== online;
      layout = layout === null || fresh ? cpuLayout(files, online) : layout;
      seldom = seldom === null || fresh || isOld(seldom, nowMs) ? readSeldom(files, layout, nowMs) : seldom;
      const after = lookAt(files, layout, { before, nowMs });
      const use = assemble(files, { layout, seldom, before, after });
      before = after;
      return use;
    },
  };
}

/** intel_pstate asks the CPU for its energy preference (intel_pstate.c, intel_pstate_get_epp), which would wake it. */
const SELDOM_MS = 10_000;

/** What hardly ever changes: each policy's energy preference, and the columns' states that somebody has disabled. */
interface Seldom {
  readonly atMs: number;
  readonly preferences: ReadonlyMap<string, string | null>;
  readonly disabled: readonly boolean[];
}

const isOld = ({ atMs }: Seldom, nowMs: number): boolean => nowMs < atMs || nowMs - atMs >= SELDOM_MS;

function readSeldom(files: Files, { cpus, columns }: CpuLayout, atMs: number): Seldom {
  const paths = new Set(cpus.flatMap(({ policy }) => policy ?? []));
  const preferences = [...paths].map((path) => [path, textIn(files, `${path}/energy_performance_preference`)] as const);
  const disabled = columns.map(({ folder }) => (numberIn(files, `${folder}/disable`) ?? 0) > 0);
  return { atMs, preferences: new Map(preferences), disabled };
}

interface Looking {
  readonly before: CpuLook | null;
  readonly nowMs: number;
}

function lookAt(files: Files, { cpus }: CpuLayout, { before, nowMs }: Looking): CpuLook {
  const ticks = ticksIn(valueOr(files.read("/proc/stat"), ""));
  const counts = cpus.flatMap(({ number, online, states }): readonly (readonly [number, CpuCounts])[] => {
    const earlier = before?.cpus.get(number)?.idle ?? [];
    const idle = states.map((state, index) => countOf(files, state, earlier[index]));
    return online ? [[number, { ticks: ticks.get(number) ?? null, idle }]] : [];
  });
  return { atMs: nowMs, cpus: new Map(counts) };
}

/** A state whose time has not grown was not entered either: its counter need not be read. */
function countOf(files: Files, { name, folder }: StatePlace, earlier: IdleCount | undefined): IdleCount {
  const timeUs = numberIn(files, `${folder}/time`) ?? null;
  if (timeUs !== null && earlier?.timeUs === timeUs && earlier.state === name) return earlier;
  return { state: name, timeUs, entries: numberIn(files, `${folder}/usage`) ?? null };
}

interface Parts {
  readonly layout: CpuLayout;
  readonly seldom: Seldom;
  readonly before: CpuLook | null;
  readonly after: CpuLook;
}

function assemble(files: Files, { layout, seldom, before, after }: Parts): CpuUse {
  const { idleDriver, frequencyDriver, columns, cpus } = layout;
  const shares = cpuUse(
    before,
    after,
    columns.map(({ name }) => name),
  );
  const clocks = clocksOf(files, cpus, shares);
  return {
    overMs: timeBetween(before, after),
    ...{ idleDriver, frequencyDriver },
    states: columns.map(({ name, about }, index) => ({ name, about, disabled: seldom.disabled[index] ?? false })),
    cpus: cpus.map(({ number, online, policy }) => ({
      ...{ number, online },
      ...(shares.get(number) ?? nothing(columns)),
      ...((online && policy !== null && clocks.get(policy)) || NO_CLOCK),
      preference: online && policy !== null ? (seldom.preferences.get(policy) ?? null) : null,
    })),
  };
}

type Clock = Pick<OneCpu, "frequencyKhz" | "limitKhz" | "governor">;

const NO_CLOCK: Clock = { frequencyKhz: null, limitKhz: null, governor: null };

/** Below this a CPU counts as asleep. */
const AWAKE_PERCENT = 1;

/** The frequency is asked where a CPU was awake only: one that sleeps has none, and kernels before 5.18 wake it to measure (aperfmperf.c). */
function clocksOf(files: Files, cpus: readonly CpuPlace[], shares: ReadonlyMap<number, CpuShares>): ReadonlyMap<string, Clock> {
  const isAwake = (number: number): boolean => (shares.get(number)?.busyPercent ?? 100) >= AWAKE_PERCENT;
  const awake = new Set(cpus.flatMap(({ number, online, policy }) => (online && isAwake(number) ? (policy ?? []) : [])));
  const clocks = [...new Set(cpus.flatMap(({ policy }) => policy ?? []))].map((path): readonly [string, Clock] => [
    path,
    {
      frequencyKhz: awake.has(path) ? (numberIn(files, `${path}/scaling_cur_freq`) ?? null) : null,
      limitKhz: numberIn(files, `${path}/scaling_max_freq`) ?? null,
      governor: textIn(files, `${path}/scaling_governor`),
    },
  ]);
  return new Map(clocks);
}

const textIn = (files: Files, path: string): string | null => valueOr(files.read(path), "") || null;
