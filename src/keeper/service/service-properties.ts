// SPDX-License-Identifier: MIT
import { isDeepStrictEqual } from "node:util";
import type { SettingStatus } from "../../engine/engine.ts";
import type { Forecast } from "../../forecast/forecast.ts";
import { leftInNumbers } from "../../forecast/left-in-numbers.ts";
import type { BusVariant } from "../../machine/doors.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import type { KeeperState } from "../keeper.ts";
import type { TripTold } from "../trip/trip.ts";
import type { HoldNote } from "../wishes/holds.ts";

export type Properties = Readonly<Record<string, BusVariant>>;

/** What others may read at any time, as packaging/dbus describes it. Unknown is "" or left out, never 0 for an amount. */
export const propertiesOf = (state: KeeperState, holds: readonly HoldNote[], version: string): Properties => ({
  Mode: text(state.mode),
  Winner: text(state.winner),
  Profile: text(state.profile ?? ""),
  Since: milliseconds(state.sinceMs),
  StayOn: { variant: "b", value: state.stayOn },
  Armed: text(state.armed === null ? "" : state.armed ? "yes" : "no"),
  Auto: text(state.auto ?? ""),
  Trip: { variant: "a{sv}", value: state.trip === null ? {} : trip(state.trip) },
  PausedPart: text(state.pause?.part ?? ""),
  PausedUntil: milliseconds(state.pause?.untilMs ?? null),
  FullChargeUntil: milliseconds(state.fullCharge?.untilMs ?? null),
  Settings: { variant: "a(sssss)", value: state.settings.map(settingFields) },
  Holds: { variant: "a(ss)", value: holds.map(({ profile, reason }) => [profile, reason]) },
  Battery: { variant: "a{sv}", value: { ...battery(state.power), ...timeLeft(state.forecast) } },
  Charger: text(state.charger),
  LastReport: text(state.lastReport === null ? "" : JSON.stringify(state.lastReport)),
  Version: text(version),
});

/** The names of those that differ. */
export const changedNames = (before: Properties, after: Properties): readonly string[] =>
  Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));

const text = (value: string): BusVariant => ({ variant: "s", value });

const milliseconds = (sinceEpoch: number | null): BusVariant => ({ variant: "x", value: Math.round(sinceEpoch ?? 0) });

const settingFields = ({ setting, original, value, now, state, owner }: SettingStatus): readonly string[] => [
  setting,
  original,
  value,
  now ?? "",
  owner === "yours" ? "yours" : state,
];

function battery({ source, state, percent, energyWh, energyFullWh, rateW }: PowerSnapshot): Readonly<Record<string, BusVariant>> {
  const amounts = { percent, "energy-wh": energyWh, "energy-full-wh": energyFullWh, "rate-w": rateW };
  const known = Object.entries(amounts).flatMap(([name, value]) =>
    value === null ? [] : [[name, { variant: "d", value }] as const],
  );
  return { source: text(source), state: text(state), ...Object.fromEntries(known) };
}

/** What changes seldom: the rest is for those who ask. */
const trip = ({ untilMs, reservePercent, zone, profile, verdict }: TripTold): Readonly<Record<string, BusVariant>> => ({
  arrive: milliseconds(untilMs),
  reserve: { variant: "d", value: reservePercent },
  zone: text(zone),
  profile: text(profile ?? ""),
  verdict: text(verdict),
});

/** Only while it drains: how long it charges is not time left. */
function timeLeft(forecast: Forecast | null): Readonly<Record<string, BusVariant>> {
  if (forecast === null || forecast.until !== "end" || forecast.left === null) return {};
  const { medianMs, lowMs, highMs } = leftInNumbers(forecast.left);
  const times = { "left-ms": milliseconds(medianMs), "left-low-ms": milliseconds(lowMs), "left-high-ms": milliseconds(highMs) };
  return { ...times, forecast: text(forecast.phase) };
}
