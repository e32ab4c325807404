// SPDX-License-Identifier: MIT

import type { ByHand } from "../engine/engine.ts";
import { currentBoot } from "../engine/load-journal.ts";
import type { Plan, Report } from "../engine/report.ts";
import { TravelError } from "../errors.ts";
import { SAVED } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import { carryOn, restOrStay } from "./carry-on.ts";
import { beginFullCharge, endFullCharge, followFullCharge } from "./charger/full-charge.ts";
import { CHARGE_LIMIT } from "./charger/full-charge-wish.ts";
import { type Course, wish } from "./course.ts";
import type { Duty } from "./duty.ts";
import { lookAround } from "./happenings.ts";
import { noteReport } from "./history/keep-history.ts";
import type { Keeper, OnWish } from "./keeper.ts";
import { noteSwitch } from "./savings/note-switch.ts";
import { type WhatWasSwitched, whatTheHandSwitched } from "./savings/what-was-switched.ts";
import { forgetLadder } from "./trip/steer-trip.ts";
import { endTrip, moveTrip, onTrip, plannedTrip, tripNow } from "./trip/trip-operations.ts";
import { wishOff, wishOn } from "./wishes/claims.ts";
import { attempt, wished } from "./wishes/wished.ts";

/** What the keeper is asked to do; each waits until what was asked before is done. */
export function operations(
  duty: Duty,
): Pick<
  Keeper,
  "on" | "off" | "plan" | "set" | "handBack" | "pause" | "auto" | "fullCharge" | "hold" | "trip" | "moveTrip" | "endTrip"
> {
  return {
    on: (asked) => duty.queue(() => on(duty, asked)),
    off: (forget) => duty.queue(() => off(duty, forget)),
    plan: (asked) => planFor(duty, asked),
    set: (hand) => duty.queue(() => setByHand(duty, hand)),
    handBack: (knob) => duty.queue(() => handedBack(duty, knob)),
    pause: (pause) => duty.queue(() => paused(duty, pause)),
    auto: (profile) => duty.queue(() => auto(duty, profile)),
    fullCharge: (on) => duty.queue(() => fullCharge(duty, on)),
    hold: (profile) => hold(duty, profile),
    trip: () => tripNow(duty),
    moveTrip: (byMs) => duty.queue(() => moveTrip(duty, byMs)),
    endTrip: () => duty.queue(() => endTrip(duty)),
  };
}

async function on(duty: Duty, { profile, leave, stayOn, trip, ...how }: OnWish): Promise<Report> {
  lookAround(duty);
  noteNormalDraw(duty.course);
  if (trip !== undefined) return onTrip(duty, { profile, leave, stayOn, trip, ...how });
  const { wishes, charger, parts } = duty.course;
  const armed = charger.phase === "unplugged" || charger.phase === "none";
  const { clock, files } = parts.machine;
  const hand = { profile, leave, stayOn, armed, sinceMs: clock.now(), bootId: currentBoot(files) };
  return wished(duty, wishOn(wishes, hand), { reason: "user", afresh: true, anew: true, ...how });
}

/** What a charger has to give at least, once travel mode is off again. */
function noteNormalDraw(course: Course): void {
  const { charger, power, inForce, wishes } = course;
  if (charger.phase !== "unplugged" || inForce?.profile != null || power.rateW === null) return;
  wish(course, { ...wishes, charger: { ...wishes.charger, normalDrawW: power.rateW } });
}

async function off(duty: Duty, forget: Parameters<Keeper["off"]>[0]): Promise<Report> {
  const { wishes, holds, charger } = duty.course;
  return wished(duty, wishOff(wishes, { returns: holds.size > 0, charger: charger.phase }), {
    reason: "user",
    forget,
    anew: true,
  });
}

const planFor = async ({ course }: Duty, asked: OnWish | null): Promise<Plan> =>
  course.parts.engine.plan({
    profile: asked?.trip === undefined ? (asked?.profile ?? null) : await plannedTrip(course, { ...asked, trip: asked.trip }),
    reason: "user",
    afresh: asked !== null,
    leave: asked?.leave ?? [],
    evenIfUsed: asked?.evenIfUsed ?? [],
  });

/** What the hand did is told as any change is; the wishes stay as they are. */
async function reported(duty: Duty, work: () => Promise<Report>, what: WhatWasSwitched): Promise<Report> {
  const report = await work();
  noteSwitch(duty.course, report, what);
  forgetLadder(duty.course);
  duty.course.lastReport = report;
  if (report.profile !== null) noteReport(duty.course, report, "hand");
  duty.tell({ kind: "report", report });
  duty.tell({ kind: "state" });
  await restOrStay(duty);
  return report;
}

/** A limit by hand ends the full charge; its saved value is that from before it. */
async function setByHand(duty: Duty, hand: ByHand): Promise<Report> {
  const { course } = duty;
  const isLimit = hand.knob === CHARGE_LIMIT && course.limitRaised;
  if (isLimit && hand.wish[0] === SAVED) return asDone(await endFullCharge(duty));
  const { settings } = await course.parts.engine.status();
  const what = whatTheHandSwitched(hand, { profile: course.inForce?.profile ?? null, settings });
  const report = await reported(duty, () => course.parts.engine.set(hand), what);
  if (isLimit) followFullCharge(duty, "user");
  return report;
}

/** By hand it is a value that was asked for, not one that goes back by itself. */
const asDone = (report: Report): Report => ({
  ...report,
  results: report.results.map((result) => ({ ...result, kind: "apply" })),
});

/** What was left alone because it was the user's is the profile's again. */
async function handedBack(duty: Duty, knob: string): Promise<Report> {
  const { course } = duty;
  const { byHand, trip } = course.wishes;
  const isOthers = (id: string): boolean => id !== knob && !id.startsWith(`${knob}/`);
  if (byHand?.kind === "on") wish(course, { ...course.wishes, byHand: { ...byHand, leave: byHand.leave.filter(isOthers) } });
  if (trip !== null) wish(course, { ...course.wishes, trip: { ...trip, leave: trip.leave.filter(isOthers) } });
  // From the user's value to the profile's: neither is that without saving.
  return reported(duty, () => course.parts.engine.handBack(knob), null);
}

async function paused(duty: Duty, pause: Parameters<Keeper["pause"]>[0]): Promise<Report> {
  const { mode } = await duty.course.parts.engine.outline();
  if (mode !== "on") throw new TravelError("USAGE", "Travel mode is off, so there is nothing to pause.");
  return wished(duty, { ...duty.course.wishes, pause }, { reason: "user", anew: true });
}

async function auto(duty: Duty, profile: Profile | null): Promise<Report | null> {
  lookAround(duty);
  const { wishes } = duty.course;
  // Typed anew, it is meant to work from now on.
  const byHand = profile !== null && wishes.byHand?.kind === "off" ? null : wishes.byHand;
  return attempt(duty, { ...wishes, auto: profile, byHand }, { reason: "user" });
}

async function fullCharge(duty: Duty, on: boolean): Promise<Report> {
  lookAround(duty);
  if (duty.course.ended) throw new TravelError("REFUSED", "The keeper is ending; try again in a moment.");
  return on ? beginFullCharge(duty) : endFullCharge(duty);
}

async function hold(duty: Duty, profile: Profile): Promise<() => Promise<void>> {
  const { holds } = duty.course;
  // Two applications may hold the same profile, each as long as it likes.
  const own = { ...profile };
  holds.add(own);
  await duty
    .queue(() => carryOn(duty, { reason: "user" }))
    .catch((error) => {
      holds.delete(own);
      throw error;
    });
  return async () => {
    // Nobody has typed it, so mobile data does not come back by it.
    if (holds.delete(own)) await duty.queue(() => carryOn(duty, { reason: "recovery" }));
  };
}
