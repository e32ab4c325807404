// SPDX-License-Identifier: MIT
import type { Status } from "../../engine/engine.ts";
import type { Forecast } from "../../forecast/forecast.ts";
import type { Pause, Wishes } from "../../keeper/wishes/wishes.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { timeLeftMs } from "../../text/battery-line.ts";
import type { Seen } from "../../text/seen.ts";
import { waysBack } from "../../text/ways-back.ts";
import { activePause, winnerOf } from "../../text/wish-lines.ts";
import { rounded } from "../rounded.ts";
import { timeLeftJson } from "../time-left-json.ts";

/** What `status` tells beside travel mode. */
export interface Around {
  readonly power: PowerSnapshot;
  readonly forecast: Forecast | null;
  readonly nowMs: number;
}

/** Travel mode and the battery in short, as docs/json.md describes it; times in ISO 8601. */
export const statusJson = (status: Seen, { power, forecast, nowMs }: Around): Readonly<Record<string, unknown>> => ({
  mode: status.mode,
  profile: status.profile,
  since: isoTime(status.sinceMs),
  rebooted: status.rebooted,
  ...wishesJson(status, nowMs),
  settings: status.settings,
  waiting: status.waiting,
  waysBack: waysBack(status.settings),
  last: lastJson(status.last),
  elsewhere: status.elsewhere,
  damage: status.damage,
  battery: { ...batteryJson(power), ...timeLeftJson(forecast) },
});

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());

function wishesJson(seen: Seen, nowMs: number): Readonly<Record<string, unknown>> {
  const { whose, wishes, mode } = seen;
  const hand = wishes.byHand?.kind === "on" ? wishes.byHand : wishes.trip;
  return {
    whose,
    winner: winnerOf(wishes, seen),
    stayOn: hand?.stayOn ?? false,
    armed: hand?.armed ?? null,
    trip: goalJson(wishes.trip),
    pause: pauseJson(activePause(wishes, nowMs)),
    auto: wishes.auto?.name ?? null,
    fullCharge: fullChargeJson(seen),
    weakPower: mode === "on" && wishes.charger.weakUntilUnplugged,
  };
}

const goalJson = (trip: Wishes["trip"]): object | null =>
  trip === null
    ? null
    : { arrive: isoTime(trip.state.goal.untilMs), reservePercent: trip.state.goal.reservePercent, zone: trip.zone };

const pauseJson = (pause: Pause | null): object | null =>
  pause === null ? null : { part: pause.part, until: isoTime(pause.untilMs) };

const fullChargeJson = ({ wishes: { fullCharge }, raised }: Seen): object | null =>
  fullCharge === null && raised.length === 0
    ? null
    : {
        until: isoTime(fullCharge?.untilMs ?? null),
        onBatterySince: isoTime(fullCharge?.onBatterySinceMs ?? null),
        settings: raised,
      };

function lastJson(last: Status["last"]): Readonly<Record<string, unknown>> | null {
  if (last === null) return null;
  const { fromMs, untilMs, ...rest } = last;
  return { ...rest, from: isoTime(fromMs), until: isoTime(untilMs) };
}

function batteryJson(power: PowerSnapshot): Readonly<Record<string, unknown>> {
  const { source, state, percent, energyWh, rateW } = power;
  const leftMs = timeLeftMs(power);
  return {
    ...rounded({ source, state, percent, energyWh, rateW }),
    timeLeftS: leftMs === null ? null : Math.round(leftMs / 1000),
  };
}
