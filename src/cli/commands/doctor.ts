// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import type { Machine } from "../../machine/doors.ts";
import { readPower } from "../../power/read-power.ts";
import { findBatteryHealth } from "../doctor/battery-health.ts";
import type { Finding } from "../doctor/finding.ts";
import { findLocks } from "../doctor/firmware.ts";
import { findOwners } from "../doctor/owners.ts";
import { findSleep } from "../doctor/sleep.ts";
import { jsonText } from "../json.ts";
import { surveyKnob } from "../offer.ts";
import type { Run } from "../session.ts";
import { doctorLines } from "../views/doctor-view.ts";
import { explainJson } from "../views/explain-view.ts";

/** `travelmode doctor`: what this laptop offers, by which way, what stands in the way, and what to do about it. Changes nothing. */
export const doctor: Run = async ({ terminal, laptop, json }) => {
  const { machine } = laptop;
  const offers = await Promise.all(KNOBS.map((knob) => surveyKnob(machine, knob)));
  const findings = await examine(machine);
  if (json) terminal.out(jsonText({ settings: offers.map(explainJson), findings }));
  else for (const line of doctorLines(offers, findings, terminal.look)) terminal.out(line);
  return EXIT.done;
};

async function examine({ files, bus }: Machine): Promise<readonly Finding[]> {
  return [...(await findOwners(bus)), ...findLocks(files), ...findBatteryHealth(readPower(files)), ...findSleep(files)];
}
