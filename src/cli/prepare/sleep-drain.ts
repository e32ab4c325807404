// SPDX-License-Identifier: MIT
import type { SleepDrain } from "../../history/sleep-drain.ts";
import { type Check, checks } from "./check.ts";

const { ok, said } = checks("sleep");

const NIGHT_HOURS = 8;
/** More of the battery than this in a night is worth a word. */
const MUCH_PERCENT = 6;

/** What the sleeps on record lost, for a night; `energyFullWh` of the battery that is in. */
export function checkSleep(drain: SleepDrain | null, energyFullWh: number | null): Check {
  if (drain === null) return said("not known yet: no sleep on battery is on record");
  const percent = nightPercent(drain, energyFullWh);
  const night = percent === null ? "" : `, ${percent.toFixed(0)} % in a night`;
  const what = `it loses ${drain.powerW.toFixed(1)} W${night} (${drain.sleeps === 1 ? "1 sleep" : `${drain.sleeps} sleeps`} on record)`;
  return (percent ?? 0) > MUCH_PERCENT ? said(what, "shut it down instead of closing the lid") : ok(what);
}

function nightPercent({ percentPerHour, powerW }: SleepDrain, energyFullWh: number | null): number | null {
  if (percentPerHour !== null) return NIGHT_HOURS * percentPerHour;
  return energyFullWh === null || energyFullWh <= 0 ? null : (100 * NIGHT_HOURS * powerW) / energyFullWh;
}
