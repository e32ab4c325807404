// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { readPower } from "../../power/read-power.ts";
import { batteryLine } from "../../text/battery-line.ts";
import { jsonText } from "../json.ts";
import { lookAtTravelMode } from "../look-at.ts";
import type { Run } from "../session.ts";
import { statusJson } from "../views/status-json.ts";
import { statusLines } from "../views/status-view.ts";

/** `travelmode status`: the journal with the values now beside it. The bus is not touched for the keeper. A damaged journal has its exit status. */
export const status: Run = async (session, _input) => {
  const { terminal, laptop, verbose, json } = session;
  const found = await lookAtTravelMode(session);
  const power = readPower(laptop.machine.files);
  const nowMs = laptop.machine.clock.now();
  if (json) terminal.out(jsonText(statusJson(found, power, nowMs)));
  else {
    const lines = [...statusLines(found, { look: terminal.look, verbose, nowMs }), "", batteryLine(power, terminal.look)];
    for (const line of lines) terminal.out(line);
  }
  return found.damage.length > 0 ? EXIT.journal : EXIT.done;
};
