// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import type { Glance } from "./charger/charger.ts";
import { type Course, take } from "./course.ts";
import { waitingWork } from "./due-work/start-due-work.ts";
import type { SeenBy } from "./watches/watch-power.ts";

/** Whether there is anything to watch: without, nothing of ours runs. */
export function isNeeded(course: Course, mode: Outline["mode"]): boolean {
  const { wishes, charger, holds, limitRaised } = course;
  const { byHand, trip, auto, pause, charger: memory } = wishes;
  if (waitingWork(course).length > 0) return true;
  if (mode !== "off" || byHand?.kind === "on" || trip !== null || pause !== null || holds.size > 0 || memory.ended !== null)
    return true;
  if (wishes.fullCharge !== null || limitRaised) return true;
  // Unplugging starts a keeper where the machine tells of it.
  return auto !== null && !(charger.phase === "real" && memory.unpluggingIsTold === true);
}

const NOT_TOLD = "This machine does not tell when it is unplugged, so the keeper stays and looks once a minute.";

/**
 * Automatic mode learns at an unplugging whether this machine tells of it, once that is certain: an event may come a moment after the
 * look that has seen it. What was missed once may be missed again, so that is never unlearned. `before`: what the look before has seen.
 */
export function learnWhetherTold(course: Course, before: Glance | null, by: SeenBy | "asked"): void {
  const { wishes, charger, parts } = course;
  const seenBy = seenFirstBy(course, before, by);
  course.unpluggingSeenBy = charger.phase === "unplugged" ? undefined : seenBy;
  const known = wishes.charger.unpluggingIsTold;
  if (charger.phase !== "unplugged" || wishes.auto === null || known === false) return;
  if (seenBy !== "event" && seenBy !== "clock") return;
  if (seenBy === "clock") parts.log(NOT_TOLD);
  if (known !== (seenBy === "event"))
    take(course, { ...wishes, charger: { ...wishes.charger, unpluggingIsTold: seenBy === "event" } });
}

function seenFirstBy(
  { charger, unpluggingSeenBy, sleeps }: Course,
  before: Glance | null,
  by: SeenBy | "asked",
): Course["unpluggingSeenBy"] {
  // What happens in sleep is told by nobody.
  if (charger.glance !== "unplugged" || before === null || sleeps.asleep !== null) return undefined;
  if (before !== "unplugged") return by;
  return unpluggingSeenBy !== undefined && by === "event" ? "event" : unpluggingSeenBy;
}
