// SPDX-License-Identifier: MIT
import type { LiveFile, Part } from "../model.ts";
import { freezerOf, PROGRAMS, statLine, statOf } from "../programs.ts";

/** What the kernel shows of programs, as far as somebody holds them: control groups that can be frozen, and the state of each process. */
export function programFiles(): Part {
  const own = PROGRAMS.filter(({ cgroup }) => cgroup !== "/");
  const freezers = own.map((program): [string, LiveFile] => [freezerOf(program), { text: "0", manner: "freezer" }]);
  const events = own.map((program): [string, LiveFile] => [eventsOf(freezerOf(program)), { text: "populated 1\nfrozen 0" }]);
  const stats = PROGRAMS.map((program): [string, LiveFile] => [statOf(program), { text: statLine(program, "S") }]);
  return {
    fixed: { "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers": "cpu memory pids" },
    live: Object.fromEntries([...freezers, ...events, ...stats]),
    links: {},
  };
}

/** The file that tells whether a group stands still, beside the one that asks for it. */
export const eventsOf = (freezer: string): string => freezer.replace(/freeze$/u, "events");
