// SPDX-License-Identifier: MIT
import { type Clearance, clearance } from "../knobs/clearance.ts";
import { type RunningApp, runningApps } from "../knobs/running-apps.ts";
import type { Machine } from "../machine/doors.ts";
import { sentence } from "./sentences.ts";

/** What became of a program that was to be ended: nothing stands in `why`, or the reason that it runs on. */
export interface Ending {
  readonly title: string;
  readonly why: string | null;
}

/**
 * Asks every program of that name to end (SIGTERM), as a person has typed it twice; none that the system or somebody's work rests on, whoever asks. What
 * is frozen ends when it is thawed. No profile ever comes here.
 */
export async function endProgram(machine: Machine, name: string, clear: Clearance = clearance): Promise<readonly Ending[]> {
  const endings: Ending[] = [];
  for (const app of namedPrograms(machine, name)) endings.push({ title: app.title, why: await whyNotEnded(machine, app, clear) });
  return endings;
}

/** What runs now and has that name, in any case: each of it would be ended. */
export const namedPrograms = (machine: Machine, name: string): readonly RunningApp[] =>
  runningApps(machine).filter(({ names }) => names.includes(name.toLowerCase()));

async function whyNotEnded(machine: Machine, { program }: RunningApp, clear: Clearance): Promise<string | null> {
  const refusals = await clear(machine, program, "end");
  if (refusals.length > 0) return refusals.join("; ");
  const sent = program.pids.map((process) => machine.signals.send(process, "SIGTERM"));
  const failed = sent.flatMap((one) => (one.kind === "error" && one.code !== "ESRCH" ? [one] : []));
  return failed[0] === undefined ? null : sentence(failed[0]);
}
