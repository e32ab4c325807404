// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import type { Arrival } from "../../text/arrival-words.ts";
import { jsonText } from "../json.ts";
import type { Journey } from "../prepare/check.ts";
import { readChecklist } from "../prepare/checklist.ts";
import type { Input, Run } from "../session.ts";
import { arrivalTyped } from "../typed-arrival.ts";
import { spanTyped } from "../typed-trip.ts";
import { prepareLines, thingsToDo } from "../views/prepare-view.ts";

/** `travelmode prepare`: the checklist before leaving, while still plugged in. */
export const prepare: Run = async (session, input) => {
  const { terminal, laptop, json, quiet } = session;
  const checklist = await readChecklist(session, journeyTyped(input, laptop.machine.clock.now()));
  const toDo = thingsToDo(checklist);
  if (json) terminal.out(jsonText({ ready: toDo.length === 0, toDo, checks: checklist }));
  else if (!quiet) for (const line of prepareLines(checklist, terminal.look)) terminal.out(line);
  return EXIT.done;
};

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
