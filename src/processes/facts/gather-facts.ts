// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import type { ProgramFacts } from "../protected.ts";
import { membersOf } from "./everyone.ts";
import { holdsAncestor } from "./lineage.ts";
import { namesOf } from "./names.ts";
import type { Program } from "./program.ts";
import { type FactSources, readSources } from "./sources.ts";
import { unitsOf } from "./units.ts";

/**
 * What speaks for and against holding a program, as it is at this moment: for `refusalsFor`. What the caller may not read, or what nobody
 * answers, is null. For several programs read the sources once and hand them on; they age, so they are read just before the deed.
 */
export async function gatherFacts(machine: Machine, program: Program, sources?: FactSources): Promise<ProgramFacts> {
  const { everyone } = sources ?? (await readSources(machine));
  const members = membersOf(everyone, program);
  return {
    names: [...new Set(members.flatMap((member) => namesOf(machine.files, member)))],
    units: unitsOf(program, members),
    hasKernelThreads: members.some(({ record }) => record.isKernelThread),
    holdsAncestorOfOurs: holdsAncestor(everyone, members, machine.caller.pid),
    isForegroundJob: members.some(({ record }) => record.terminal !== 0 && record.foregroundGroupId === record.groupId),
    isDebugged: null,
    servesFileSystems: null,
    busNames: null,
    inhibits: null,
    hasRunningStream: null,
    hasWatchdog: null,
    holdsLocks: null,
  };
}
