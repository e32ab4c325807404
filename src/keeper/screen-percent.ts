// SPDX-License-Identifier: MIT
import { panelLights } from "../knobs/backlights.ts";
import { lightFolder } from "../knobs/light.ts";
import { perceivedPercent } from "../knobs/perceived-brightness.ts";
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** How bright the first screen looks, in percent; null where there is none, or none that tells. */
export function screenPercent(files: Files): number | null {
  const [panel] = panelLights(files);
  if (panel === undefined) return null;
  const level = Number.parseInt(valueOr(files.read(`${lightFolder(panel.light)}/brightness`), ""), 10);
  if (!(level >= 0)) return null;
  return Math.round(perceivedPercent(level, { max: panel.light.max, perceptual: panel.perceptual }));
}
