// SPDX-License-Identifier: MIT
import { isDeepStrictEqual } from "node:util";
import { steer } from "../../forecast/trip/steer.ts";
import type { Steered } from "../../forecast/trip/trip.ts";
import { carryOnLater, say } from "../carry-on.ts";
import { type Course, standingNow, take } from "../course.ts";
import type { Duty } from "../duty.ts";
import { isOver, keptForArrival } from "../trimmed.ts";
import type { TripWish } from "../wishes/wishes.ts";
import type { Ladder } from "./trip.ts";
import { ladderHere, wishesOf } from "./trip-ladder.ts";
import { standsNotice } from "./trip-notices.ts";

/** Lets the trip have what was just read; in its turn, and only if there is one. */
export function steerLater(duty: Duty): void {
  if (duty.course.wishes.trip === null) return;
  void duty.queue(() => steerNow(duty)).catch(({ message }) => duty.course.parts.log(message));
}

async function steerNow(duty: Duty): Promise<void> {
  const { course } = duty;
  const { trip } = course.wishes;
  if (trip === null || course.ended || course.postponed !== null || !isSteered(course)) return;
  const before = course.trip.last;
  const ladder = course.trip.ladder ?? (await ladderHere(course, trip));
  const last = steered(course, trip, ladder);
  course.trip = { ladder, last };
  const next = last.verdict === "over" ? null : withSteered(trip, last, ladder);
  if (next === null || !isSame(trip, next)) take(course, { ...course.wishes, trip: next });
  if (next === null || !isDeepStrictEqual(trip.saving, next.saving)) carryOnLater(duty, { reason: "trip" });
  const notice = standsNotice(before, last, course.power.percent);
  if (notice !== null) say(duty, notice);
  if (before?.verdict !== last.verdict) duty.tell({ kind: "state" });
}

/** Not while somebody above it decides, or the person has paused it. */
function isSteered(course: Course): boolean {
  const { wishes, parts } = course;
  const isPaused = wishes.pause !== null && !isOver(wishes.pause, parts.machine.clock.now());
  return !isPaused && standingNow(course).winner === "trip";
}

/** How a trip is to go on by what is known now. Changes nothing. */
export const steered = ({ battery, batteryEnd, charger, parts, trip: watch }: Course, trip: TripWish, ladder: Ladder): Steered =>
  steer(
    { ...trip.state, lookedAtMs: watch.last?.trip.lookedAtMs ?? trip.state.lookedAtMs },
    {
      nowMs: parts.machine.clock.now(),
      forecast: battery.forecast,
      endPercent: batteryEnd.atPercent,
      onCharger: charger.phase === "real",
      rungs: ladder,
    },
  );

/** The wish as it was steered. On a charger nothing need be saved, but what waits for the arrival goes on waiting. */
export function withSteered(trip: TripWish, { trip: state, rung, savedW, verdict }: Steered, ladder: Ladder): TripWish {
  const saving = wishesOf(ladder[rung]?.steps ?? []);
  const waiting = keptForArrival({ ...trip.profile, wishes: trip.saving }).wishes;
  return { ...trip, state, savedW, saving: verdict === "paused" ? waiting : saving };
}

/** When it was looked at is no reason to write it down. */
const isSame = (one: TripWish, other: TripWish): boolean =>
  isDeepStrictEqual({ ...one, state: { ...one.state, lookedAtMs: 0 } }, { ...other, state: { ...other.state, lookedAtMs: 0 } });

/** What can be turned may be other things by now: the next look plans anew. */
export function forgetLadder(course: Course): void {
  const { trip } = course.wishes;
  course.trip = { ...course.trip, ladder: null };
  if (trip !== null) take(course, { ...course.wishes, trip: { ...trip, state: { ...trip.state, isToPlan: true } } });
}
