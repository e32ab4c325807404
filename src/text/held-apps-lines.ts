// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import { clean } from "./display-width.ts";

/** The programs that are frozen or slowed, a line each, the services that are held in one, and how to let them go on. */
export function heldLines(held: readonly SettingStatus[]): readonly string[] {
  if (held.length === 0) return ["Nothing is frozen, slowed or held."];
  const programs = held.filter(({ knob }) => knob !== "service.hold").map(({ place, now }) => `${clean(place)}: ${now ?? ""}`);
  const services = held.filter(({ knob }) => knob === "service.hold").map(({ place }) => clean(place));
  const units = services.length === 0 ? [] : [`Held: ${services.join(", ")}`];
  return [...programs, ...units, "", "One goes on with: travelmode thaw NAME"];
}
