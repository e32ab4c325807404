// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import type { Arrival } from "../../text/arrival-words.ts";
import { bar } from "../../text/bar.ts";
import { clean } from "../../text/display-width.ts";
import { jsonText } from "../json.ts";
import type { Journey } from "../prepare/check.ts";
import { readChecklist } from "../prepare/checklist.ts";
import { loadPrograms, type OnProgress } from "../prepare/load-programs.ts";
import type { Input, Run } from "../session.ts";
import type { Terminal } from "../terminal.ts";
import { arrivalTyped } from "../typed-arrival.ts";
import { spanTyped } from "../typed-trip.ts";
import { loadedLines } from "../views/loaded-view.ts";
import { prepareLines, thingsToDo } from "../views/prepare-view.ts";

/** `travelmode prepare`: the checklist before leaving, while still plugged in. */
export const prepare: Run = async (session, input) => {
  const { terminal, laptop, json, quiet } = session;
  const journey = journeyTyped(input, laptop.machine.clock.now());
  const loaded = await loadPrograms(session, input.list("load"), progressOn(terminal));
  terminal.progress?.("");
  const checklist = await readChecklist(session, journey, loaded);
  const toDo = thingsToDo(checklist);
  if (json) terminal.out(jsonText({ ready: toDo.length === 0, toDo, checks: checklist, loaded }));
  else if (!quiet)
    for (const line of [...loadedLines(loaded, terminal.look), ...prepareLines(checklist, terminal.look)]) terminal.out(line);
  return EXIT.done;
};

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
