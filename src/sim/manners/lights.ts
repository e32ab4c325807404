// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { type Manner, wholeNumber } from "../manner.ts";
import { textOf, type World, withValues } from "../state.ts";

/** A backlight's brightness: above its maximum is EINVAL; actual_brightness follows. */
export const backlight: Manner = (world, { path, text }) => {
  const level = wholeNumber(text);
  if (level === null || level > mostOf(world, path)) return "EINVAL";
  return withValues(world.state, { [path]: String(level), [`${dirname(path)}/actual_brightness`]: String(level) });
};

/** A backlight that no panel hangs on: it takes the write and stays as it was. */
export const deadBacklight: Manner = (world, { path, text }) => {
  const level = wholeNumber(text);
  return level === null || level > mostOf(world, path) ? "EINVAL" : world.state;
};

/** An LED's brightness: above its maximum is quietly clamped (led-core.c). */
export const led: Manner = (world, { path, text }) => {
  const level = wholeNumber(text);
  if (level === null) return "EINVAL";
  return withValues(world.state, { [path]: String(Math.min(level, mostOf(world, path))) });
};

const mostOf = (world: World, path: string): number => Number(textOf(world, `${dirname(path)}/max_brightness`) ?? 0);
