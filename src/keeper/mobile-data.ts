// SPDX-License-Identifier: MIT
import type { Reason } from "../engine/report.ts";
import { type Course, standingNow, wish } from "./course.ts";

const MOBILE_DATA = "radio.wwan";

/**
 * Mobile data costs money abroad: what travel mode has turned off comes back by `off`, never because a charger went in.
 * Before a profile gives way that had it off, this is made a wish of its own.
 */
export async function keepMobileDataOff(course: Course, reason: Reason): Promise<void> {
  const wanted = (profile: { readonly wishes: object } | null | undefined): boolean => MOBILE_DATA in (profile?.wishes ?? {});
  if (reason === "user" || !wanted(course.inForce?.profile) || wanted(standingNow(course).profile)) return;
  const { settings } = await course.parts.engine.status();
  const isOff = settings.some(
    ({ knob, owner, role, original, value }) =>
      knob === MOBILE_DATA && owner === "ours" && role === "turned" && original !== value,
  );
  if (isOff) wish(course, { ...course.wishes, mobileDataStaysOff: true });
}
