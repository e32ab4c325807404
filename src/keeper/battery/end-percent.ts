// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";

const CONFIGURATION = "/etc/UPower/UPower.conf";

/** UPower's own, where nothing is configured. */
const AT_PERCENT = 2;

/** The level (percent) at which UPower suspends or shuts down; by its configuration alone, so that nobody has to ask the bus. */
export function endPercent(files: Pick<Files, "read">): number {
  const configured = /^PercentageAction=(\d+(?:\.\d+)?)\s*$/m.exec(valueOr(files.read(CONFIGURATION), ""))?.[1];
  const percent = Number(configured ?? AT_PERCENT);
  return percent < 100 ? percent : AT_PERCENT;
}
