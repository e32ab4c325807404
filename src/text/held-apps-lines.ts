// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import { clean } from "./display-width.ts";

/** The programs that are frozen or slowed, a line each, and how to let them go on. */
export function heldLines(held: readonly SettingStatus[]): readonly string[] {
  if (held.length === 0) return ["No program is frozen or slowed."];
  return [...held.map(({ place, now }) => `${clean(place)}: ${now ?? ""}`), "", "One goes on with: travelmode thaw NAME"];
}
