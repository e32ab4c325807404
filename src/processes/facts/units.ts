// SPDX-License-Identifier: MIT
import type { Living } from "./everyone.ts";
import type { Program } from "./program.ts";

/** The units that would be held with a program: its own, and those of its members' cgroups at its own and below. */
export function unitsOf({ unit, cgroup }: Program, members: readonly Living[]): readonly string[] {
  const own = cgroup === null ? [] : [lastOf(cgroup)];
  const within = members.flatMap(({ identity }) => (cgroup === null ? [] : partsBelow(identity.cgroup ?? "", cgroup)));
  return [...new Set([...(unit === null ? [] : [unit]), ...own, ...within])].filter(isUnit);
}

const lastOf = (path: string): string => path.split("/").at(-1) ?? "";

const partsBelow = (path: string, cgroup: string): readonly string[] =>
  path.startsWith(`${cgroup}/`) ? path.slice(cgroup.length + 1).split("/") : [];

const isUnit = (name: string): boolean => /\.(?:service|scope|slice|socket|mount)$/u.test(name);
