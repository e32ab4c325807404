// SPDX-License-Identifier: MIT
import type { Pause } from "../history/discharge.ts";
import { lossOf } from "../history/figures.ts";
import { durationText } from "./duration.ts";

const HOUR_MS = 3_600_000;

/** "asleep 9 h 12 min, lost 14 % (0.9 W)" */
export function pauseWords(pause: Pause): string {
  const { ms, lostWh, lostPercent } = lossOf(pause);
  const words = {
    asleep: `asleep ${durationText(ms)}`,
    off: `off for ${durationText(ms)}`,
    unseen: `not watched for ${durationText(ms)}`,
  };
  const lost = lostPercent === null ? "" : `, lost ${lostPercent < 0.5 ? "nothing" : `${Math.round(lostPercent)} %`}`;
  const rate = lostWh === null || ms < HOUR_MS / 2 || pause.kind === "off" ? "" : ` (${((lostWh * HOUR_MS) / ms).toFixed(1)} W)`;
  return `${words[pause.kind]}${lost}${rate}`;
}
