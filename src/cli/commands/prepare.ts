// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { readPower } from "../../power/read-power.ts";
import type { Arrival } from "../../text/arrival-words.ts";
import { bar } from "../../text/bar.ts";
import { clean } from "../../text/display-width.ts";
import { jsonText } from "../json.ts";
import type { Journey } from "../prepare/check.ts";
import { readChecklist } from "../prepare/checklist.ts";
import { putLimitBack, raiseLimit } from "../prepare/full-charge.ts";
import { loadPrograms, type OnProgress } from "../prepare/load-programs.ts";
import { type RunDue, runDue } from "../prepare/run-due.ts";
import type { Input, Run, Session } from "../session.ts";
import { showReport } from "../show-report.ts";
import type { Terminal } from "../terminal.ts";
import { arrivalTyped } from "../typed-arrival.ts";
import { spanTyped } from "../typed-trip.ts";
import { dueLines } from "../views/due-view.ts";
import { loadedLines } from "../views/loaded-view.ts";
import { prepareLines, thingsToDo } from "../views/prepare-view.ts";

/** `travelmode prepare`: does what was asked for while still plugged in, then prints the checklist before leaving. */
export const prepare: Run = async (session, input) => {
  if (input.flag("cancel")) return cancel(session);
  const { terminal, laptop, json, quiet } = session;
  const journey = journeyTyped(input, laptop.machine.clock.now());
  const loaded = await loadPrograms(session, input.list("load"), progressOn(terminal));
  terminal.progress?.("");
  const ran = input.flag("run-due") ? await runDueHere(session, journey) : null;
  const limit = await raiseLimit(session, readPower(laptop.machine.files));
  const checklist = await readChecklist(session, journey, { limit, loaded });
  const toDo = thingsToDo(checklist);
  const { look } = terminal;
  if (json) terminal.out(jsonText({ ready: toDo.length === 0, toDo, checks: checklist, loaded, ran }));
  else if (!quiet)
    for (const line of [
      ...loadedLines(loaded, look),
      ...(ran === null ? [] : dueLines(ran, look)),
      ...prepareLines(checklist, look),
    ])
      terminal.out(line);
  return ran === null || isAllDone(ran) ? EXIT.done : EXIT.partly;
};

async function cancel(session: Session): Promise<number> {
  const report = await putLimitBack(session);
  const headline = report.results.length === 0 ? "There is no full charge to be cancelled." : "The charge limit is put back.";
  return showReport(session, report, { headline, asRoot: "sudo travelmode prepare --cancel", byHand: true });
}

const isAllDone = ({ refusal, jobs }: RunDue): boolean => refusal === null && jobs.every(({ outcome }) => outcome === "done");

/** What is run may take its time: it is named when it begins. */
function runDueHere({ laptop, terminal, json, quiet }: Session, journey: Journey): Promise<RunDue> {
  const tells = !json && !quiet && Number.isFinite(terminal.look.columns);
  return runDue(laptop.machine, journey, ({ service, why }) => {
    if (tells) terminal.err(`Running ${service} (${why}) ...`);
  });
}

const BAR = { full: "#", empty: "." };
const BAR_COLUMNS = 30;

const progressOn =
  ({ progress }: Terminal): OnProgress =>
  (name, share) =>
    progress?.(`Loading ${clean(name)} [${bar(100 * share, BAR_COLUMNS, BAR)}] ${Math.floor(100 * share)} %`);

function journeyTyped(input: Input, nowMs: number): Journey {
  const [last, by] = [input.text("last"), input.text("by")];
  return {
    nowMs,
    lastMs: last === undefined ? null : spanTyped(last),
    by: by === undefined ? null : beginTyped(by, nowMs),
  };
}

/** A time that is over is tomorrow's: nobody prepares for what has begun. */
function beginTyped(word: string, nowMs: number): Arrival {
  const { arrival, tomorrow } = arrivalTyped(word, { nowMs, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  return tomorrow ?? arrival;
}
