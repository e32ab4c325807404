// SPDX-License-Identifier: MIT
import { currentBoot } from "../../engine/load-journal.ts";
import type { Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { startTrip, withGoal } from "../../forecast/trip/trip.ts";
import type { Profile } from "../../profile/profile.ts";
import type { Course } from "../course.ts";
import type { Duty } from "../duty.ts";
import { lookAround } from "../happenings.ts";
import type { OnWish } from "../keeper.ts";
import { tripProfile, wishTrip } from "../wishes/claims.ts";
import { wished } from "../wishes/wished.ts";
import type { TripWish } from "../wishes/wishes.ts";
import { steered, withSteered } from "./steer-trip.ts";
import { checkArrival, type TripAsked, type TripTold, type TripWatch } from "./trip.ts";
import { ladderHere } from "./trip-ladder.ts";
import { tripTold } from "./trip-told.ts";

/** `on` with a journey. */
export interface OnTrip extends OnWish {
  readonly trip: TripAsked;
}

/** Plans what it takes to get there, and turns that. Throws USAGE for an arrival that is over, REFUSED without a battery. */
export async function onTrip(duty: Duty, asked: OnTrip): Promise<Report> {
  const { course } = duty;
  const { wish, watch } = await planned(course, begun(course, asked), { afresh: true });
  const { evenIfUsed, decide } = asked;
  const how = { evenIfUsed, ...(decide === undefined ? {} : { decide }) };
  return steeredBy(duty, watch, () =>
    wished(duty, wishTrip(course.wishes, wish), { reason: "user", afresh: true, anew: true, ...how }),
  );
}

/** What `on` with this journey would wish now. */
export async function plannedTrip(course: Course, asked: OnTrip): Promise<Profile> {
  return tripProfile((await planned(course, begun(course, asked), { afresh: true })).wish);
}

/** Moves the arrival by so long, and plans anew. */
export async function moveTrip(duty: Duty, byMs: number): Promise<Report> {
  const { course } = duty;
  lookAround(duty);
  const trip = underWay(course);
  const { goal } = trip.state;
  const untilMs = goal.untilMs + byMs;
  checkArrival(untilMs, course.parts.machine.clock.now());
  const moved = { ...trip, state: withGoal(trip.state, { ...goal, untilMs }) };
  const { wish, watch } = await planned(course, moved, { afresh: false });
  return steeredBy(duty, watch, () =>
    wished(duty, { ...course.wishes, trip: wish }, { reason: "trip", anew: true, awaited: true }),
  );
}

/** There. What only `off` brings back stays as it is. */
export async function endTrip(duty: Duty): Promise<Report> {
  underWay(duty.course);
  return wished(duty, { ...duty.course.wishes, trip: null, pause: null }, { reason: "trip", anew: true, awaited: true });
}

/** How it stands, by a look that is taken for it. */
export async function tripNow(duty: Duty): Promise<TripTold | null> {
  const { wishes, battery, parts } = duty.course;
  if (wishes.trip === null) return null;
  // Each reading wakes the battery's controller.
  if (battery.last === null || parts.machine.clock.now() - battery.last.atMs > FRESH_MS) lookAround(duty);
  return duty.queue(async () => tripTold(duty.course));
}

const FRESH_MS = 15_000;

function underWay({ wishes }: Course): TripWish {
  if (wishes.trip !== null) return wishes.trip;
  throw new TravelError("USAGE", "No journey is under way. Begin one with: travelmode on --last 5h30m");
}

function begun({ charger, parts }: Course, { profile, leave, stayOn, trip }: OnTrip): TripWish {
  const { clock, files } = parts.machine;
  const { untilMs, reservePercent, zone, savings = [], programs = {} } = trip;
  if (charger.phase === "none") throw new TravelError("REFUSED", "There is no battery here that could last a journey.");
  checkArrival(untilMs, clock.now());
  return {
    ...{ state: startTrip({ untilMs, reservePercent }), zone, profile, saving: {}, savedW: 0, savings, programs, leave, stayOn },
    armed: charger.phase === "unplugged",
    sinceMs: clock.now(),
    bootId: currentBoot(files),
    rebooted: false,
  };
}

/** The journey with what it takes by what is known now. Changes nothing. */
async function planned(
  course: Course,
  trip: TripWish,
  how: { readonly afresh: boolean },
): Promise<{ readonly wish: TripWish; readonly watch: TripWatch }> {
  const ladder = await ladderHere(course, trip, how);
  const last = steered(course, trip, ladder);
  return { wish: withSteered(trip, last, ladder), watch: { ladder, last } };
}

/** The watch goes with the wish: what cannot be begun leaves the old one. */
async function steeredBy<T>({ course }: Duty, watch: TripWatch, work: () => Promise<T>): Promise<T> {
  const before = course.trip;
  course.trip = watch;
  try {
    return await work();
  } catch (error) {
    course.trip = before;
    throw error;
  }
}
