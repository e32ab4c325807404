// SPDX-License-Identifier: MIT
import type { Engine, Goal } from "../../engine/engine.ts";
import type { Reason, Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { carryOn } from "../carry-on.ts";
import type { Course } from "../course.ts";
import type { Duty } from "../duty.ts";
import { CHARGE_LIMIT, TO_FULL } from "./full-charge-wish.ts";

/** Raises it. What a profile has for the limit goes back first: the saved value is to be that from before both. */
export async function raise(duty: Duty, how: Pick<Goal, "reason" | "afresh">): Promise<Report> {
  const { course } = duty;
  if (!course.limitRaised && (await isProfiles(course))) await carryOn(duty, { reason: how.reason, anew: true });
  const engine = limitEngine(course);
  try {
    return await engine.reconcile(goalOf({ profile: TO_FULL, ...how }));
  } finally {
    // A journal may be there although writing it has failed: in the very last step of it.
    course.limitRaised = (await engine.outline()).mode !== "off";
  }
}

/**
 * Puts it back, less what the machine refuses by now (somebody has set the other threshold so that this one does not fit): that is told, and let go.
 * Then the profile in force may have its own limit again.
 */
export async function lower(duty: Duty, reason: Reason): Promise<Report> {
  const { course } = duty;
  const engine = limitEngine(course);
  const report = await engine.reconcile(goalOf({ profile: null, reason, afresh: false }));
  const refused = report.results.filter(({ outcome }) => outcome === "unavailable").map(({ setting }) => setting);
  if (refused.length > 0) await engine.reconcile({ ...goalOf({ profile: null, reason, afresh: false }), forget: refused });
  course.limitRaised = (await engine.outline()).mode !== "off";
  // A keeper that has just begun follows as soon as it is certain what feeds the machine.
  if (!course.limitRaised && course.inForce !== null) await carryOn(duty, { reason });
  return report;
}

async function isProfiles({ parts: { engine } }: Course): Promise<boolean> {
  if ((await engine.outline()).mode === "off") return false;
  return (await engine.status()).settings.some(({ knob, owner }) => knob === CHARGE_LIMIT && owner === "ours");
}

/** A goal for the limit's own engine: nothing is left alone, nothing need be asked. */
export const goalOf = (goal: Pick<Goal, "profile" | "reason" | "afresh">): Goal => ({ ...goal, leave: [], evenIfUsed: [] });

/** Whether a report says that the limit is raised by now, as far as the machine goes. */
export const isRaised = ({ results }: Report): boolean =>
  results.length === 0 || results.some(({ outcome }) => outcome === "applied" || outcome === "clamped");

/** The engine with the limit's own journal. Throws REFUSED where this keeper would not be there to put it back. */
export function limitEngine({ parts }: Course): Engine {
  if (parts.limitEngine !== null) return parts.limitEngine;
  const why = "Only the installed service can put the charge limit back later: sudo travelmode install";
  throw new TravelError("REFUSED", `${why}. By hand, until you set it again: sudo travelmode set charge-limit full`);
}
