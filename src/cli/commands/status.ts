// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { readPower } from "../../power/read-power.ts";
import { engineFor } from "../engine-for.ts";
import { jsonText } from "../json.ts";
import type { Run } from "../session.ts";
import { batteryLine } from "../views/battery-line.ts";
import { statusJson } from "../views/status-json.ts";
import { statusLines } from "../views/status-view.ts";

/** `travelmode status`: the journal with the values now beside it. A damaged journal has its exit status. */
export const status: Run = async (session, _input) => {
  const { terminal, laptop, verbose, json } = session;
  const found = await engineFor(session).status();
  const power = readPower(laptop.machine.files);
  if (json) terminal.out(jsonText(statusJson(found, power)));
  else {
    const nowMs = laptop.machine.clock.now();
    const lines = [...statusLines(found, { look: terminal.look, verbose, nowMs }), "", batteryLine(power, terminal.look)];
    for (const line of lines) terminal.out(line);
  }
  return found.damage.length > 0 ? EXIT.journal : EXIT.done;
};
