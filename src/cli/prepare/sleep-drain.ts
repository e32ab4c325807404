// SPDX-License-Identifier: MIT
import type { LastSession } from "../../engine/engine.ts";
import { type Check, checks } from "./check.ts";

const { ok, said } = checks("sleep");

const HOUR_MS = 3_600_000;
/** Shorter sleeps say little: a gauge has steps. */
const LEAST_MS = 2 * HOUR_MS;
const NIGHT_HOURS = 8;
/** More than this share of the battery in a night is worth a word. */
const MUCH_PERCENT = 6;

/** What the sleeps of the last sessions lost, for a night; `energyFullWh` of the battery that is in. */
export function checkSleep(sessions: readonly LastSession[], energyFullWh: number | null): Check {
  const lossW = meanLossW(sessions);
  if (lossW === null) return said("not known yet: no long sleep on battery has been seen");
  const percent = energyFullWh === null || energyFullWh <= 0 ? null : (100 * lossW * NIGHT_HOURS) / energyFullWh;
  const night = percent === null ? "" : `, ${percent.toFixed(0)} % in a night`;
  const what = `it loses ${lossW.toFixed(1)} W${night}`;
  return (percent ?? 0) > MUCH_PERCENT ? said(what, "shut it down instead of closing the lid") : ok(what);
}

function meanLossW(sessions: readonly LastSession[]): number | null {
  const nights = sessions.flatMap(({ sleepMs, sleepLostWh }) =>
    sleepMs != null && sleepLostWh != null && sleepMs >= LEAST_MS && sleepLostWh >= 0 ? [{ sleepMs, sleepLostWh }] : [],
  );
  const ms = nights.reduce((sum, { sleepMs }) => sum + sleepMs, 0);
  const lostWh = nights.reduce((sum, { sleepLostWh }) => sum + sleepLostWh, 0);
  return ms === 0 ? null : (lostWh * HOUR_MS) / ms;
}
