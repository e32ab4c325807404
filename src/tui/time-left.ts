// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import { timeLeftBriefly } from "../text/time-left-words.ts";
import { forecastNow } from "./outlook.ts";
import type { State } from "./state.ts";

/** How long the battery lasts, in words for the top of the screen. */
export interface TimeLeft {
  /** "5 h 10 min left, likely 4:30 to 5:50", "roughly 4 h left", "full" */
  readonly text: string;
  /** null where there is none to tell (on a charger, no battery, nothing known). */
  readonly leftMs: number | null;
}

/** The forecast where there is one; else what the battery does. Never a time on a charger, unless it charges. */
export function timeLeft(state: State): TimeLeft {
  const { power } = state;
  if (power === null) return { text: "looking", leftMs: null };
  if (power.packs.every(({ present }) => !present)) return { text: "no battery", leftMs: null };
  const ahead = power.state === "discharging" || power.state === "charging" ? forecastNow(state) : null;
  const briefly = ahead === null ? null : timeLeftBriefly(ahead);
  if (ahead === null || briefly === null) return { text: RESTS[power.state], leftMs: null };
  const [time = "", ...interval] = briefly.split(", ");
  const words = [`${time} ${ahead.until === "end" ? "left" : "to full"}`, ...interval].join(", ");
  const leftMs = ahead.until === "end" && typeof ahead.left === "object" ? (ahead.left?.medianMs ?? null) : null;
  return { text: words, leftMs };
}

const RESTS: Readonly<Record<PowerSnapshot["state"], string>> = {
  charging: "charging",
  discharging: "time left unknown",
  empty: "empty",
  "fully-charged": "full",
  "pending-charge": "plugged in, not charging",
  unknown: "time left unknown",
};
