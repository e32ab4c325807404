// SPDX-License-Identifier: MIT
import { forecast } from "../forecast/forecast.ts";
import { type ForecastState, observe, startForecast } from "../forecast/forecast-state.ts";
import type { Discharge } from "../history/discharge.ts";
import { figuresOf } from "../history/figures.ts";
import type { Look } from "../history/record.ts";
import type { Outlook } from "../report/report-data.ts";
import { timeLeftWords } from "../text/time-left-words.ts";

/** As many discharges before are enough to learn from. */
const MOST_BEFORE = 10;
/** Of a discharge that is over, what was said when so much of it was over: what came then stands beside it. */
const SAID_AT_SHARE = 1 / 3;

/**
 * What the forecast says of the newest discharge now, or has said of one that is over when a third of it was: by its readings until then and what
 * those before had taught. null where it knew nothing.
 */
export function outlookOf(discharges: readonly Discharge[], endPercent: number): Outlook | null {
  const newest = discharges.at(-1);
  if (newest === undefined) return null;
  const { fromMs, untilMs } = figuresOf(newest);
  const atMs = newest.over ? fromMs + SAID_AT_SHARE * (untilMs - fromMs) : untilMs;
  const looks = newest.looks.filter((look) => look.atMs <= atMs);
  const last = looks.at(-1);
  if (last === undefined || last.percent === null) return null;
  const before = discharges.slice(-1 - MOST_BEFORE, -1).reduce(learned, startForecast(null));
  const state = looks.reduce((now, look) => observe(now, sampleOf(look, newest.fullWh)), before);
  const answer = forecast(state, { atMs: last.atMs, endPercent, chargeLimitPercent: null });
  const words = answer === null ? null : timeLeftWords(answer);
  if (answer === null || words === null || answer.left === null || answer.left === "more than 48 h") return null;
  return { atMs: last.atMs, fromPercent: last.percent, left: answer.left, words, endPercent };
}

/** A charger ends each, so that it is remembered. */
function learned(state: ForecastState, { looks, fullWh }: Discharge): ForecastState {
  const after = looks.reduce((now, look) => observe(now, sampleOf(look, fullWh)), state);
  const last = looks.at(-1) ?? looks[0];
  return observe(after, { ...sampleOf(last, fullWh), atMs: last.atMs + 1, flow: "idle" });
}

const sampleOf = ({ atMs, flow, energyWh, percent, powerW, profile }: Look, energyFullWh: number | null) => ({
  atMs,
  flow,
  energyWh,
  energyFullWh,
  percent,
  powerW,
  profile,
});
