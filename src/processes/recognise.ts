// SPDX-License-Identifier: MIT
import type { Consumer } from "./applications.ts";
import { FORGETTABLE_WORK, type ForgettableWork, type WorkKind } from "./forgettable-work.ts";
import { isLike } from "./program-name.ts";

/** Work that somebody may have forgotten. It is named, never touched. */
export interface Forgotten {
  readonly kind: WorkKind;
  readonly name: string;
  readonly unit: string | null;
  readonly powerW: number | null;
  readonly why: string;
  readonly action: string;
}

/** What of all this a traveller may have forgotten, the hungriest first. `spanS`: over how long it was watched. */
export function recogniseForgotten(consumers: readonly Consumer[], spanS: number): readonly Forgotten[] {
  const found = consumers.flatMap((consumer) => {
    const work = FORGETTABLE_WORK.find((one) => isWorthAWord(consumer, one.when, spanS) && isSuch(consumer, one));
    return work === undefined ? [] : [{ consumer, work }];
  });
  return found
    .sort((one, other) => weightOf(other.consumer) - weightOf(one.consumer))
    .map(({ consumer: { name, unit, powerW }, work: { kind, why, action } }) => ({ kind, name, unit, powerW, why, action }));
}

const weightOf = ({ powerW, cpuS }: Consumer): number => powerW ?? cpuS;

function isSuch({ kind, programs }: Consumer, work: ForgettableWork): boolean {
  if (kind === work.kind) return true;
  return programs.some((program) => work.programs.some((pattern) => fits(program, pattern)));
}

/** NixOS wraps programs as ".firefox-wrapped"; a name that the kernel has cut may be any that begins so. */
function fits(program: string, pattern: string): boolean {
  const name = program.replace(/^\.(.+?)(?:-wrapped)?$/u, "$1");
  return isLike(name, pattern);
}

/** Two percent of a CPU, a hundred wake-ups or 100 kB a second: below, it costs less than the reading of this line. */
const LEAST_CPU = 0.02;
/** CPU time is counted in hundredths of a second: within a short look, a few of them are chance. */
const LEAST_CPU_S = 0.05;
const LEAST_WAKEUPS_PER_S = 100;
const LEAST_BYTES_PER_S = 100_000;

function isWorthAWord({ cpuS, wakeups, diskBytes }: Consumer, when: ForgettableWork["when"], spanS: number): boolean {
  if (when === "runs") return true;
  if (spanS <= 0) return false;
  const works = cpuS >= Math.max(LEAST_CPU * spanS, LEAST_CPU_S);
  if (when === "works") return works;
  if (when === "wakes") return (wakeups ?? 0) / spanS >= LEAST_WAKEUPS_PER_S;
  return works || (diskBytes ?? 0) / spanS >= LEAST_BYTES_PER_S;
}
