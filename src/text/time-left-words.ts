// SPDX-License-Identifier: MIT
import type { Forecast, TimeLeft } from "../forecast/forecast.ts";
import { durationText } from "./duration.ts";

const MINUTE_MS = 60_000;

/**
 * A forecast in a sentence's words: "about 5 h 10 min left (likely 4 h 30 min to 5 h 50 min)", "roughly 4 h left" where it is a guess,
 * "about 50 min until charged". null where nothing can be said.
 */
export function timeLeftWords(forecast: Forecast): string | null {
  const { left, until } = forecast;
  if (left === null) return null;
  const what = until === "end" ? "left" : "until charged";
  if (left === "more than 48 h") return `${left} ${what}`;
  const { median, interval } = roundedLeft(left, isGuess(forecast));
  const words = `${median < MINUTE_MS ? "" : isGuess(forecast) ? "roughly " : "about "}${durationText(median)} ${what}`;
  return interval === null ? words : `${words} (likely ${interval.map(durationText).join(" to ")})`;
}

/** The same where space is short: "5 h 10 min, likely 4:30 to 5:50", "roughly 4 h"; what it is the time of stands beside it. */
export function timeLeftBriefly(forecast: Forecast): string | null {
  const { left } = forecast;
  if (left === null || left === "more than 48 h") return left;
  const { median, interval } = roundedLeft(left, isGuess(forecast));
  const words = `${isGuess(forecast) && median >= MINUTE_MS ? "roughly " : ""}${durationText(median)}`;
  return interval === null ? words : `${words}, likely ${interval.map(clockText).join(" to ")}`;
}

/** Nothing but the size of the battery and the power of the moment is known. Its interval would promise too much. */
const isGuess = ({ prior, phase }: Forecast): boolean => prior === "guess" && phase === "estimating";

/** No more digits than there is knowledge; an interval that says nothing beside them is left out. */
function roundedLeft({ medianMs, lowMs, highMs }: TimeLeft, guessed: boolean) {
  const median = rounded(medianMs, { guessed });
  const [low, high] = [rounded(lowMs, { to: Math.floor }), rounded(highMs, { to: Math.ceil })];
  return { median, interval: guessed || low === high ? null : [low, high] };
}

/** To minutes at the end, to five below two hours, to ten above; what is guessed more coarsely. */
function rounded(ms: number, { guessed = false, to = Math.round }: { guessed?: boolean; to?: typeof Math.round }): number {
  const minutes = ms / MINUTE_MS;
  const fine = minutes < 20 ? 1 : minutes < 120 ? 5 : 10;
  const coarse = minutes < 20 ? 5 : minutes < 120 ? 10 : 30;
  const step = guessed ? coarse : fine;
  return to(minutes / step) * step * MINUTE_MS;
}

/** "4:30" */
function clockText(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
