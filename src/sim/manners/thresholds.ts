// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { clamp, type Manner, wholeNumber, wordsOf } from "../manner.ts";
import { textOf, type World, withValues } from "../state.ts";

/** charge_control_start_threshold in percent: not above the end (thinkpad_acpi.c). */
export const startThreshold: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  if (percent === null || percent > 99 || percent > beside(world, path, "end", 100)) return "EINVAL";
  return withValues(world.state, { [path]: String(percent) });
};

/** charge_control_end_threshold in percent: not below the start. */
export const endThreshold: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  if (percent === null || percent < 1 || percent > 100 || percent < beside(world, path, "start", 0)) return "EINVAL";
  return withValues(world.state, { [path]: String(percent) });
};

/** Dell keeps a gap (dell-laptop.c): what would come too close takes another value, and nobody is told. */
export const dellStart: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  if (percent === null) return "EINVAL";
  const most = beside(world, path, "end", 100) - DELL_GAP;
  return withValues(world.state, { [path]: String(Math.min(clamp(percent, 50, 95), most)) });
};

export const dellEnd: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  if (percent === null) return "EINVAL";
  const least = beside(world, path, "start", 50) + DELL_GAP;
  return withValues(world.state, { [path]: String(Math.max(clamp(percent, 55, 100), least)) });
};

const DELL_GAP = 5;

/** charge_types: one of the words that it lists; it shows them all, that one in brackets. */
export const chargeTypes: Manner = (world, { path, text }) => {
  const words = wordsOf(textOf(world, path)).map((word) => word.replace(/[[\]]/g, ""));
  if (!words.includes(text)) return "EINVAL";
  return withValues(world.state, { [path]: words.map((word) => (word === text ? `[${word}]` : word)).join(" ") });
};

const beside = (world: World, path: string, which: "start" | "end", without: number): number =>
  Number(textOf(world, `${dirname(path)}/charge_control_${which}_threshold`) ?? without);
