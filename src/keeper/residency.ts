// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import type { Course } from "./course.ts";

/** Whether there is anything to watch: without, nothing of ours runs. */
export function isNeeded({ wishes, charger, holds }: Course, mode: Outline["mode"]): boolean {
  const { byHand, auto, pause, charger: memory } = wishes;
  if (mode !== "off" || byHand?.kind === "on" || pause !== null || holds.size > 0 || memory.ended !== null) return true;
  // Unplugging starts a keeper where the machine tells of it.
  return auto !== null && !(charger.phase === "real" && memory.unpluggingIsTold === true);
}
