// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { readPower } from "../../power/read-power.ts";
import { batteryLine } from "../../text/battery-line.ts";
import { wrap } from "../../text/display-width.ts";
import { profileInForce, timeLeftHere } from "../battery-here.ts";
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
  const forecast = await timeLeftHere(session, power, profileInForce(found));
  const nowMs = laptop.machine.clock.now();
  if (json) terminal.out(jsonText(statusJson(found, { power, forecast, nowMs })));
  else {
    const { look } = terminal;
    const battery = wrap(batteryLine(power, forecast, look), look.columns);
    for (const line of [...statusLines(found, { look, verbose, nowMs }), "", ...battery]) terminal.out(line);
  }
  return found.damage.length > 0 ? EXIT.journal : EXIT.done;
};
