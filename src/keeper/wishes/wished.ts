// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { carryOn } from "../carry-on.ts";
import { type Course, type Following, take, wish } from "../course.ts";
import type { Duty } from "../duty.ts";
import { afterUnplugging } from "./claims.ts";
import type { Wishes } from "./wishes.ts";

/** Makes it a wish and follows it. Throws `TravelError`: then it is none. */
export async function wished(duty: Duty, next: Wishes, following: Following): Promise<Report> {
  const report = await attempt(duty, next, following);
  if (report === null) throw new TravelError("REFUSED", "The keeper is ending; try again in a moment.");
  return report;
}

/** A wish that could not be begun (another travelmode is at work, a question is open) is none. */
export async function attempt(duty: Duty, next: Wishes, following: Following): Promise<Report | null> {
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
