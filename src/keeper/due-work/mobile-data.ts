// SPDX-License-Identifier: MIT
import type { Reason } from "../../engine/report.ts";
import { type Course, standingNow, take } from "../course.ts";
import { MOBILE_DATA } from "../trimmed.ts";
import type { Standing } from "../wishes/claims.ts";

/**
 * Mobile data costs money abroad: what travel mode has turned off comes back by `off`, never because a charger went in.
 * Before a profile gives way that had it off, this is made a wish of its own.
 */
export async function keepMobileDataOff(course: Course, reason: Reason): Promise<void> {
  const wanted = (profile: Standing["profile"]): boolean => MOBILE_DATA in (profile?.wishes ?? {});
  // A keeper that has just begun does not know what the last one had in force; the settings tell.
  const wasWanted = course.inForce === null || wanted(course.inForce.profile);
  if (reason === "user" || !wasWanted || wanted(standingNow(course).profile)) return;
  const { mode, settings } = await course.parts.engine.status();
  const isOff = settings.some(
    ({ knob, owner, role, original, value }) =>
      knob === MOBILE_DATA && owner === "ours" && role === "turned" && original !== value,
  );
  if (mode === "on" && isOff) take(course, { ...course.wishes, mobileDataStaysOff: true });
}
