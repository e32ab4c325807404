// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { type Manner, wholeNumber } from "../manner.ts";
import { textOf, withValues } from "../state.ts";

/** charge_control_start_threshold in percent: not above the end (thinkpad_acpi.c). */
export const startThreshold: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  const end = Number(textOf(world, `${dirname(path)}/charge_control_end_threshold`) ?? 100);
  if (percent === null || percent > 99 || percent > end) return "EINVAL";
  return withValues(world.state, { [path]: String(percent) });
};

/** charge_control_end_threshold in percent: not below the start. */
export const endThreshold: Manner = (world, { path, text }) => {
  const percent = wholeNumber(text);
  const start = Number(textOf(world, `${dirname(path)}/charge_control_start_threshold`) ?? 0);
  if (percent === null || percent < 1 || percent > 100 || percent < start) return "EINVAL";
  return withValues(world.state, { [path]: String(percent) });
};
