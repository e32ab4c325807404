// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import { currentBoot } from "../engine/load-journal.ts";
import { TravelError } from "../errors.ts";
import { restOrStay } from "./carry-on.ts";
import { followFullCharge, resumeFullCharge } from "./charger/full-charge.ts";
import { type Course, take } from "./course.ts";
import { restoreStamps } from "./due-work/start-due-work.ts";
import type { Duty } from "./duty.ts";
import { lookAround, whenCertain } from "./happenings.ts";
import { HELD_WAYS } from "./wishes/held-profile.ts";
import type { Wishes } from "./wishes/wishes.ts";

/** A keeper's first act, and the one after a shutdown that was called off: goes on where the last one, or the last boot, was. */
export async function resume(duty: Duty): Promise<void> {
  const { course } = duty;
  const { engine } = course.parts;
  if (course.parts.timers !== undefined) await restoreStamps(course.parts.machine, course.parts.timers);
  const outline = await engine.outline();
  take(course, wishesFrom(course, outline));
  await resumeFullCharge(course);
  course.found = outline.mode === "on" && !outline.rebooted ? outline.profile : null;
  // A hold has died with the last keeper: that its profile is another one now is nobody's doing.
  if (outline.mode === "on") await engine.brace(HELD_WAYS);
  if (outline.mode !== "off" || isWanted(course.wishes)) whenCertain(duty, { reason: "recovery", anew: true });
  else if (course.limitRaised || course.wishes.fullCharge !== null) lookAround(duty);
  else await restOrStay(duty);
  followFullCharge(duty, "recovery", true);
}

const isWanted = ({ byHand, trip, auto, mobileDataStaysOff }: Wishes): boolean =>
  byHand?.kind === "on" || trip !== null || auto !== null || mobileDataStaysOff;

/**
 * A boot counts as an unplugging: on battery a wish goes on, on a charger it ends. A journal without wishes (travel mode was turned on
 * before there was a keeper) was somebody's wish.
 */
function wishesFrom({ wishes, wishesKnown, parts }: Course, { mode, profile, rebooted, sinceMs }: Outline): Wishes {
  const { byHand } = wishes;
  const bootId = currentBoot(parts.machine.files);
  const { trip } = wishes;
  if (trip !== null)
    return trip.bootId === bootId ? wishes : { ...wishes, trip: { ...trip, armed: true, bootId, rebooted: true } };
  if (byHand?.kind === "on") return byHand.bootId === bootId ? wishes : { ...wishes, byHand: { ...byHand, armed: true, bootId } };
  if (mode !== "on" || profile === null || wishesKnown) return wishes;
  const known = profileNamed(parts, profile);
  if (known === null) return wishes;
  const hand = { profile: known, leave: [], stayOn: false, armed: rebooted, sinceMs: sinceMs ?? 0, bootId };
  return { ...wishes, byHand: { kind: "on", ...hand } };
}

function profileNamed({ profile, log }: Course["parts"], name: string): ReturnType<typeof profile> | null {
  try {
    return profile(name);
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    log(`Travel mode was on with a profile that is not known any more, so everything is put back. ${error.message}`);
    return null;
  }
}

/** Everything was put back for a shutdown that does not come. */
export function startOver(duty: Duty): void {
  const { course } = duty;
  course.ended = false;
  course.inForce = null;
  void resume(duty).catch(({ message }) => course.parts.log(message));
}
