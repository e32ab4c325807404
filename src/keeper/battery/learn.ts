// SPDX-License-Identifier: MIT
import { type Forecast, forecast } from "../../forecast/forecast.ts";
import { remember } from "../../forecast/forecast-state.ts";
import { type Sample, sampleOf } from "../../forecast/sample.ts";
import type { Course } from "../course.ts";
import { NO_PROFILE_NAMED } from "../trip/trip.ts";
import { batteryIdentity, readBatteryMemory, saveBatteryMemory } from "./battery-memory.ts";
import { batteryQuestion } from "./battery-question.ts";
import { isDue, isToBeKept, startBatteryWatch, withSample } from "./battery-watch.ts";
import { usualDrawW } from "./usual-draw.ts";

/** Lets the forecast have the reading that a look has just taken. What was learned is written when a discharge is over, and now and then in one. */
export function learn(course: Course): void {
  const identity = batteryIdentity(course.power);
  if (identity === null) return;
  if (identity !== course.battery.identity) change(course, identity);
  const before = course.battery;
  const sample = sampleNow(course);
  if (!isDue(before, sample)) return;
  course.battery = withSample(before, sample, normalDrawW(course, sample));
  if (isToBeKept(before, course.battery)) keepLearned(course);
}

/** Writes what was learned, if it is new. What cannot be written (a full disk) waits for the next time; it is no fault. */
export function keepLearned(course: Course): void {
  const { identity, forecast: state, kept, last } = course.battery;
  const memory = remember(state);
  if (identity === null || last === null || memory === null || memory === kept) return;
  const isKept = saveBatteryMemory(course.parts.folder, identity, memory).kind === "done";
  course.battery = { ...course.battery, kept: isKept ? memory : kept, keptAtMs: last.atMs };
}

/** The forecast by the last sample; null on a charger that does not charge, and while nothing is known. */
export function forecastNow({ battery, power, batteryEnd }: Course): Forecast | null {
  const { identity, last } = battery;
  if (last === null || batteryIdentity(power) !== identity) return null;
  return forecast(battery.forecast, batteryQuestion(power, { atMs: last.atMs, endPercent: batteryEnd.atPercent }));
}

/** Another battery, with what was learned of it; that of the one before is kept. */
function change(course: Course, identity: string): void {
  keepLearned(course);
  course.battery = startBatteryWatch(identity, readBatteryMemory(course.parts.folder, course.power));
}

/** The reading of the last look. Until something is followed, what the last keeper has left is in force. */
export function sampleNow(course: Course): Sample {
  const { power, parts, inForce, found, sleeps } = course;
  const name = inForce === null ? found : (inForce.profile?.name ?? null);
  // What a trip saves beyond its profile is told apart.
  const profile = name === NO_PROFILE_NAMED.name ? null : name;
  const sample = sampleOf(power, { atMs: parts.machine.clock.now(), profile, savedW: savedByTrip(course) });
  return sleeps.asleep === null ? sample : { ...sample, afterGap: true };
}

function savedByTrip({ wishes: { trip, pause }, inForce, found }: Course): number {
  const isInForce = inForce === null ? found !== null : inForce.winner === "trip" && inForce.profile !== null;
  return trip !== null && isInForce && pause === null ? trip.savedW : 0;
}

/** Where nothing was learned yet: UPower's history, read once when a discharge begins, else what was drawn before travel mode was turned on. */
function normalDrawW({ battery, power, wishes, parts }: Course, { flow }: Sample): number | null {
  const { memory, discharge, normalDrawW: known } = battery.forecast;
  if (known !== null || memory !== null || flow !== "discharging") return known;
  const usualW = discharge === null ? usualDrawW(parts.machine.files, power) : null;
  return usualW ?? wishes.charger.normalDrawW ?? null;
}
