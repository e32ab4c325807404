// SPDX-License-Identifier: MIT
import { listed, numbered } from "../knobs/attributes.ts";
import { CPUS, policies } from "../knobs/cpufreq.ts";
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { CpuUse, IdleState } from "./cpu-use.ts";

/** What does not change while the same CPUs are online: which there are, and where they tell of themselves. */
export interface CpuLayout extends Pick<CpuUse, "idleDriver" | "frequencyDriver"> {
  /** `cpu/online` as it was read: "0-3". */
  readonly online: string;
  readonly cpus: readonly CpuPlace[];
  /** The states of the first CPU that has any, those with one name once. */
  readonly columns: readonly StatePlace[];
}

export interface CpuPlace {
  readonly number: number;
  readonly online: boolean;
  readonly states: readonly StatePlace[];
  /** Its cpufreq policy's folder; null without. */
  readonly policy: string | null;
}

export interface StatePlace extends Pick<IdleState, "name" | "about"> {
  readonly folder: string;
}

/** Finds the CPUs, their idle states (Documentation/admin-guide/pm/cpuidle.rst) and their frequency policies. */
export function cpuLayout(files: Files, online: string): CpuLayout {
  const isOnline = parseRange(online);
  const found = policies(files);
  const policyOf = new Map(found.flatMap(({ path }) => listed(files, `${path}/related_cpus`).map((cpu) => [cpu, path])));
  const cpus = numbered(files, CPUS, /^cpu\d+$/).map((name) => {
    const number = Number(name.slice("cpu".length));
    const states = isOnline(number) ? statesOf(files, `${CPUS}/${name}/cpuidle`) : [];
    return { number, online: isOnline(number), states, policy: policyOf.get(String(number)) ?? null };
  });
  const columns = cpus.find(({ states }) => states.length > 0)?.states ?? [];
  return {
    online,
    idleDriver: named(valueOr(files.read(`${CPUS}/cpuidle/current_driver`), "")),
    frequencyDriver: named(found[0]?.driver ?? ""),
    cpus,
    columns: columns.filter(({ name }, index) => columns.findIndex((one) => one.name === name) === index),
  };
}

/** "none" is what cpuidle says without a driver. */
const named = (driver: string): string | null => (driver === "" || driver === "none" ? null : driver);

const statesOf = (files: Files, folder: string): readonly StatePlace[] =>
  numbered(files, folder, /^state\d+$/).map((state) => ({
    name: valueOr(files.read(`${folder}/${state}/name`), state) || state,
    about: valueOr(files.read(`${folder}/${state}/desc`), ""),
    folder: `${folder}/${state}`,
  }));

/** "0-3,8" as a question; where the kernel does not say, all are online. */
function parseRange(text: string): (cpu: number) => boolean {
  const ranges = text.split(",").flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    return first === undefined ? [] : [{ first: Number(first), last: Number(last) }];
  });
  return (cpu) => ranges.length === 0 || ranges.some(({ first, last }) => first <= cpu && cpu <= last);
}
