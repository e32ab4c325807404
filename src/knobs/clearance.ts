// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { gatherFacts } from "../processes/facts/gather-facts.ts";
import type { Program } from "../processes/facts/program.ts";
import { type FactSources, readSources } from "../processes/facts/sources.ts";
import { type Circumstances, type Restraint, refusalsFor } from "../processes/protected.ts";

/** Why a program may not be held back in that way at this moment; none: it may. */
export type Clearance = (machine: Machine, program: Program, restraint: Restraint) => Promise<readonly string[]>;

/** By the list of what is never held back, and by facts about the program as it is now. */
export const clearance: Clearance = async (machine, program, restraint) =>
  refusalsFor(await gatherFacts(machine, program, await recentSources(machine)), restraint, BY_NAME);

/** Nothing is frozen but what was named; a rule about many only ever slows. */
const BY_NAME: Circumstances = { isNamed: true };

/**
 * For so long after it was read, what is the same for all programs serves several questions: a plan asks about all of them at once, and to read it
 * takes as long on a slow machine.
 */
const RECENT_MS = 1000;

interface Recent {
  readonly sources: Promise<FactSources>;
  /** null while it is being read. */
  readAtMs: number | null;
}

const recent = new WeakMap<Machine, Recent>();

function recentSources(machine: Machine): Promise<FactSources> {
  const known = recent.get(machine);
  if (known !== undefined && isRecent(known, machine.clock.now())) return known.sources;
  const reading: Recent = { sources: readSources(machine), readAtMs: null };
  recent.set(machine, reading);
  void reading.sources.then(
    () => {
      reading.readAtMs = machine.clock.now();
    },
    () => recent.delete(machine),
  );
  return reading.sources;
}

const isRecent = ({ readAtMs }: Recent, nowMs: number): boolean =>
  readAtMs === null || (nowMs >= readAtMs && nowMs - readAtMs < RECENT_MS);
