// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { type Application, applicationOf } from "../processes/application.ts";
import { type DesktopNames, desktopNames } from "../processes/desktop-names.ts";
import { everyone, type Living } from "../processes/facts/everyone.ts";
import type { Program } from "../processes/facts/program.ts";
import { programName } from "../processes/program-name.ts";

/** What can be held as one: what lives in a control group of its own, or a single process that shares one with strangers. */
export interface RunningApp {
  /** As `travelmode top` calls it. */
  readonly title: string;
  /** What a rule may call it, in lower case: title, desktop id, unit, and the programs that were started first in it. */
  readonly names: readonly string[];
  readonly program: Program;
  /** Whose it is; null where that cannot be told. */
  readonly uid: number | null;
}

/** All that runs now, the kernel's own left out. */
export function runningApps(machine: Machine): readonly RunningApp[] {
  const nameOf = desktopNames(machine.files, menusOf(machine.caller));
  return [...grouped(machine).values()].map((group) => appOf(group, nameOf));
}

/** Behind sudo, the menus of whoever typed it. */
const menusOf = ({ home, env, invoker }: Machine["caller"]) => ({ home: invoker?.home ?? home, env });

interface Group {
  readonly application: Application;
  readonly cgroup: string | null;
  readonly members: Living[];
}

function grouped(machine: Machine): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const living of everyone(machine).byPid.values()) {
    if (living.record.isKernelThread) continue;
    const application = applicationOf({ cgroup: living.identity.cgroup, isKernelThread: false, program: programOf(living) });
    const cgroup = ownCgroup(living.identity.cgroup, application.unit);
    const key = cgroup ?? `process ${living.record.pid}`;
    const group = groups.get(key) ?? { application, cgroup, members: [] };
    groups.set(key, group);
    group.members.push(living);
  }
  return groups;
}

const programOf = ({ record, identity }: Living): string => programName(record.name, identity.commandLine);

/** The control group of a unit: the path up to it. */
function ownCgroup(path: string | null, unit: string | null): string | null {
  const parts = path?.split("/") ?? [];
  const at = unit === null ? -1 : parts.lastIndexOf(unit);
  return at < 0 ? null : parts.slice(0, at + 1).join("/");
}

function appOf({ application, cgroup, members }: Group, nameOf: DesktopNames): RunningApp {
  const { desktopId, unit, name } = application;
  const title = (desktopId === null ? null : nameOf(desktopId)) ?? name;
  const first = firstOf(members);
  const units = unit === null || cgroup === null ? [] : [unit, unit.replace(/\.[a-z]+$/u, "")];
  const names = [title, name, ...(desktopId === null ? [] : [desktopId]), ...units, ...first.map(programOf)];
  return {
    title,
    names: [...new Set(names.map((one) => one.toLowerCase()))],
    program: { pids: members.map(({ record: { pid, startTicks } }) => ({ pid, startTicks })), cgroup, unit },
    uid: first[0]?.identity.uid ?? null,
  };
}

/** Those that no other of them has started. */
function firstOf(members: readonly Living[]): readonly Living[] {
  const pids = new Set(members.map(({ record }) => record.pid));
  return members.filter(({ record }) => !pids.has(record.parentPid));
}
