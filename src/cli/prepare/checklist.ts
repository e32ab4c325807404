// SPDX-License-Identifier: MIT
import { dischargesOf } from "../../history/discharges.ts";
import { sleepDrain } from "../../history/sleep-drain.ts";
import { readPower } from "../../power/read-power.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { glance } from "../../processes/glance.ts";
import { readLearnedFiles } from "../../processes/program-files/learned-files.ts";
import { type Forgotten, recogniseForgotten } from "../../processes/recognise.ts";
import { applicationsHere, homeOf } from "../applications-here.ts";
import { timeLeftHere } from "../battery-here.ts";
import { historyHere } from "../history-here.ts";
import { knownHere } from "../if-unplugged.ts";
import { configHere, profileTyped } from "../profiles-here.ts";
import type { Session } from "../session.ts";
import { whoWould } from "../who-turns.ts";
import { checkLasting } from "./battery-lasts.ts";
import { checkLevel } from "./battery-level.ts";
import { checkWear } from "./battery-wear.ts";
import type { Check, Journey } from "./check.ts";
import { checkDisk } from "./disk-space.ts";
import { checkDue } from "./due-on-the-way.ts";
import { dueHere } from "./due-work-here.ts";
import { learnedFolder } from "./learned-folder.ts";
import type { LoadedProgram } from "./load-programs.ts";
import { checkUpdates } from "./pending-updates.ts";
import { checkPlugged } from "./plugged-in.ts";
import { checkPrograms } from "./programs-to-start.ts";
import { checkRadios } from "./radios-to-come.ts";
import { checkRestart } from "./restart-needed.ts";
import { checkDownloads, checkRunning } from "./running-work.ts";
import { checkSleep } from "./sleep-drain.ts";

/** How long what runs is looked at: long enough for a program that does anything to show. */
const LOOK_MS = 3000;

/** What was done before the list is read. */
export interface Done {
  readonly limit: readonly Check[];
  readonly loaded: readonly LoadedProgram[];
}

/** Everything that is looked at before leaving, in the order in which it is told. Changes nothing. */
export async function readChecklist(session: Session, journey: Journey, { limit, loaded }: Done): Promise<readonly Check[]> {
  const { files, caller } = session.laptop.machine;
  const power = readPower(files);
  const forgotten = await forgottenNow(session);
  return [
    checkLevel(power, await timeLeftHere(session, power, null), journey),
    ...limit,
    ...lastingIfAsked(session, power, journey),
    ...checkWear(power),
    ...(power.source === "none" ? [] : [checkSleep(sleepDrain(dischargesOf(historyHere(session))), power.energyFullWh)]),
    ...checkPrograms(loaded, readLearnedFiles(learnedFolder(session))),
    ...checkRadios(await planOfOn(session)),
    ...checkRunning(forgotten),
    ...checkDownloads(forgotten, files),
    ...checkPlugged(files),
    checkDue(await dueHere(session.laptop.machine, journey), { nowMs: journey.nowMs, isRoot: caller.uid === 0 }),
    checkUpdates(files),
    checkRestart(files),
    ...checkDisk(files, homeOf(session.caller)),
  ];
}

async function forgottenNow(session: Session): Promise<readonly Forgotten[]> {
  const { processes, clock } = session.laptop.machine;
  const since = glance(processes);
  await clock.sleep(LOOK_MS);
  const seen = since();
  return seen === null ? [] : recogniseForgotten(applicationsHere(session, seen.uses), seen.spanS);
}

function lastingIfAsked(session: Session, power: PowerSnapshot, { lastMs }: Journey): readonly Check[] {
  if (lastMs === null) return [];
  return [checkLasting(power, lastMs, knownHere(session, power, profileTyped(session, undefined).name))];
}

async function planOfOn(session: Session) {
  const mode = await whoWould(session);
  const profile = profileTyped(session, undefined);
  return mode.plan({ profile, leave: configHere(session).leave, evenIfUsed: [], stayOn: false });
}
