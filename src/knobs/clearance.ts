// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { gatherFacts } from "../processes/facts/gather-facts.ts";
import type { Program } from "../processes/facts/program.ts";
import { type Circumstances, type Restraint, refusalsFor } from "../processes/protected.ts";

/** Why a program may not be held back in that way at this moment; none: it may. */
export type Clearance = (machine: Machine, program: Program, restraint: Restraint) => Promise<readonly string[]>;

/** By the list of what is never held back, and by facts that are gathered for each question anew. */
export const clearance: Clearance = async (machine, program, restraint) =>
  refusalsFor(await gatherFacts(machine, program), restraint, BY_NAME);

/** Nothing is frozen but what was named; a rule about many only ever slows. */
const BY_NAME: Circumstances = { isNamed: true };
