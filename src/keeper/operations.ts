// SPDX-License-Identifier: MIT

import type { ByHand } from "../engine/engine.ts";
import { currentBoot } from "../engine/load-journal.ts";
import type { Plan, Report } from "../engine/report.ts";
import { TravelError } from "../errors.ts";
import { SAVED } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import { carryOn, restOrStay } from "./carry-on.ts";
import { afterUnplugging, wishOff, wishOn } from "./claims.ts";
import { type Course, type Following, take, wish } from "./course.ts";
import type { Duty } from "./duty.ts";
import { beginFullCharge, endFullCharge, followFullCharge } from "./full-charge.ts";
import { CHARGE_LIMIT } from "./full-charge-wish.ts";
import { lookAround } from "./happenings.ts";
import { noteReport } from "./keep-history.ts";
import type { Keeper, OnWish } from "./keeper.ts";
import type { Wishes } from "./wishes.ts";

/** What the keeper is asked to do; each waits until what was asked before is done. */
export function operations(
  duty: Duty,
): Pick<Keeper, "on" | "off" | "plan" | "set" | "handBack" | "pause" | "auto" | "fullCharge" | "hold"> {
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
  };
}

async function on(duty: Duty, { profile, leave, stayOn, ...how }: OnWish): Promise<Report> {
  lookAround(duty);
  noteNormalDraw(duty.course);
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

const planFor = async ({ course: { parts } }: Duty, asked: OnWish | null): Promise<Plan> =>
  parts.engine.plan({
    profile: asked?.profile ?? null,
    reason: "user",
    afresh: asked !== null,
    leave: asked?.leave ?? [],
    evenIfUsed: asked?.evenIfUsed ?? [],
  });

/** What the hand did is told as any change is; the wishes stay as they are. */
async function reported(duty: Duty, work: () => Promise<Report>): Promise<Report> {
  const report = await work();
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
  if (isLimit && hand.wish[0] === SAVED) return endFullCharge(duty);
  const report = await reported(duty, () => course.parts.engine.set(hand));
  if (isLimit) followFullCharge(duty, "user");
  return report;
}

/** What was left alone because it was the user's is the profile's again. */
async function handedBack(duty: Duty, knob: string): Promise<Report> {
  const { course } = duty;
  const { byHand } = course.wishes;
  const isOthers = (id: string): boolean => id !== knob && !id.startsWith(`${knob}/`);
  if (byHand?.kind === "on") wish(course, { ...course.wishes, byHand: { ...byHand, leave: byHand.leave.filter(isOthers) } });
  return reported(duty, () => course.parts.engine.handBack(knob));
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

async function wished(duty: Duty, next: Wishes, following: Following): Promise<Report> {
  const report = await attempt(duty, next, following);
  if (report === null) throw new TravelError("REFUSED", "The keeper is ending; try again in a moment.");
  return report;
}

/** A wish that could not be begun (another travelmode is at work, a question is open) is none. */
async function attempt(duty: Duty, next: Wishes, following: Following): Promise<Report | null> {
  const { course } = duty;
  if (course.ended) throw new TravelError("REFUSED", "The keeper is ending; try again in a moment.");
  const before = course.wishes;
  wish(course, next);
  try {
    return await carryOn(duty, following);
  } catch (error) {
    take(course, withdrawn(course, before));
    throw error;
  }
}

/** What was wished before; what the charger has said meanwhile stays said. */
function withdrawn({ wishes, charger }: Course, { byHand, trip, auto, pause, mobileDataStaysOff }: Wishes): Wishes {
  const old = { ...wishes, byHand, trip, auto, pause, mobileDataStaysOff };
  return charger.phase === "unplugged" ? afterUnplugging(old) : old;
}
