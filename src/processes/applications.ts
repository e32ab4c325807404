// SPDX-License-Identifier: MIT
import { sum } from "../mean.ts";
import type { Application, ApplicationKind } from "./application.ts";
import type { DesktopNames } from "./desktop-names.ts";

/** One line of what uses the machine: a process, or an application with all of its processes. Unknown is null. */
export interface Consumer {
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly unit: string | null;
  /** Of the programs in it, each once. */
  readonly programs: readonly string[];
  readonly pids: readonly number[];
  /** An estimate; null where no power could be measured. */
  readonly powerW: number | null;
  readonly cpuS: number;
  readonly wakeups: number | null;
  readonly diskBytes: number | null;
}

/** A process's use, with what is known of it. */
export interface ProcessUse extends Omit<Consumer, "name" | "kind" | "unit" | "programs" | "pids"> {
  readonly pid: number;
  readonly program: string;
  readonly application: Application;
  readonly isKernelThread: boolean;
}

/** Each process for itself. */
export const asProcesses = (uses: readonly ProcessUse[]): readonly Consumer[] =>
  uses.map((use) => consumerOf([use], { ...use.application, name: use.program }));

/** Processes that belong together as one. An application is called as in menus, anything else as its unit. */
export function asApplications(uses: readonly ProcessUse[], nameOf: DesktopNames): readonly Consumer[] {
  const groups = new Map<string, { readonly application: Application; readonly uses: ProcessUse[] }>();
  for (const use of uses) {
    const { application } = use;
    const group = groups.get(application.key) ?? { application, uses: [] };
    groups.set(application.key, group);
    group.uses.push(use);
  }
  return [...groups.values()].map(({ application, uses: members }) => {
    const name = application.desktopId === null ? null : nameOf(application.desktopId);
    return consumerOf(members, { ...application, name: name ?? application.name });
  });
}

/** Who has done anything at all. */
export const isAwake = ({ cpuS, wakeups, diskBytes }: Pick<Consumer, "cpuS" | "wakeups" | "diskBytes">): boolean =>
  cpuS > 0 || (wakeups ?? 0) > 0 || (diskBytes ?? 0) > 0;

export const hungriestFirst = (consumers: readonly Consumer[]): readonly Consumer[] =>
  [...consumers].sort((one, other) => {
    const byPower = (other.powerW ?? 0) - (one.powerW ?? 0);
    return byPower || other.cpuS - one.cpuS || (other.wakeups ?? 0) - (one.wakeups ?? 0);
  });

function consumerOf(uses: readonly ProcessUse[], { name, kind, unit }: Pick<Application, "name" | "kind" | "unit">): Consumer {
  return {
    ...{ name, kind, unit },
    programs: [...new Set(uses.map(({ program }) => program))],
    pids: uses.map(({ pid }) => pid),
    powerW: sumOfKnown(uses.map(({ powerW }) => powerW)),
    cpuS: sum(uses.map(({ cpuS }) => cpuS)),
    wakeups: sumOfKnown(uses.map(({ wakeups }) => wakeups)),
    diskBytes: sumOfKnown(uses.map(({ diskBytes }) => diskBytes)),
  };
}

/** At least so much; null where nothing at all is known. */
function sumOfKnown(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : sum(known);
}
