// SPDX-License-Identifier: MIT
import type { Forecast } from "../forecast/forecast.ts";
import type { Outlook } from "../forecast/trip/trip.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { Consumer } from "../processes/applications.ts";
import { arrivalWords } from "./arrival-words.ts";
import { clean } from "./display-width.ts";
import { durationText } from "./duration.ts";
import { timeLeftBriefly } from "./time-left-words.ts";

/** What a journey's goal consists of. */
export type Goal = Pick<TripTold, "untilMs" | "zone" | "reservePercent">;

/** "18:40 Berlin time, in 5 h 32 min, with 5 % to be left" */
export const goalWords = ({ untilMs, zone, reservePercent }: Goal, nowMs: number): string =>
  `${arrivalWords({ atMs: untilMs, zone }, nowMs)}${reservePercent > 0 ? `, with ${Math.round(reservePercent)} % to be left` : ""}`;

/** How a journey stands, in sentences: as things are without saving, then with what is saved. */
export function tripSentences({ verdict, outlook }: Pick<TripTold, "verdict" | "outlook">): readonly string[] {
  if (verdict === "lasts" && outlook !== null) return [`As things are the battery will last it: ${now(outlook)}.`];
  if (outlook !== null && (verdict === "saving" || verdict === "climbing" || verdict === "short"))
    return [withoutSentence(outlook), withSentence(verdict, outlook)];
  return [STILL[verdict]];
}

const STILL: Readonly<Record<TripTold["verdict"], string>> = {
  lasts: "The battery will last it.",
  saving: "The battery will last it with what is saved.",
  climbing: "More will be saved.",
  short: "The battery will not last it, even with everything.",
  waiting: "How it stands is not known yet: the battery's next readings will tell.",
  paused:
    "On a charger nothing need be saved: that begins with the unplugging, by what is in the battery then. Radios that are off, and held work, wait for the arrival.",
  overdue:
    "The arrival has passed. What is saved stays for an hour after it, until a charger goes in, or until: travelmode trip end",
  over: "It is over.",
};

function withoutSentence({ chanceWithout, marginWithoutMs }: Outlook): string {
  const verb = chanceWithout >= LIKELY ? "would last it" : chanceWithout >= POSSIBLE ? "might not last it" : "would not last it";
  return `Without saving the battery ${verb}: ${odds(chanceWithout, marginWithoutMs)}.`;
}

const [LIKELY, POSSIBLE] = [0.8, 0.4];

function withSentence(verdict: "saving" | "climbing" | "short", outlook: Outlook): string {
  if (verdict === "saving") return `With what is saved it will: ${now(outlook)}.`;
  if (verdict === "short")
    return `Even with everything that can be saved it is ${outlook.marginMs < 0 ? "too short" : "not sure"}: ${now(outlook)}.`;
  return `With what is saved so far: ${now(outlook)}. If that stays so, more will be saved.`;
}

const now = ({ chance, marginMs }: Outlook): string => odds(chance, marginMs);

const odds = (chance: number, marginMs: number): string => `a chance of ${chanceText(chance)}, ${marginWords(marginMs)}`;

/** "84 %"; never sure. */
function chanceText(chance: number): string {
  const percent = Math.round(chance * 100);
  return percent >= 100 ? "more than 99 %" : percent <= 0 ? "less than 1 %" : `${percent} %`;
}

const MINUTE_MS = 60_000;
const COARSE_MS = 5 * MINUTE_MS;

/** "about 1 h 10 min to spare", "about 25 min short": by the middle of what is forecast. */
export function marginWords(marginMs: number): string {
  const size = Math.abs(marginMs);
  const rounded = size < 20 * MINUTE_MS ? size : Math.round(size / COARSE_MS) * COARSE_MS;
  if (size < MINUTE_MS) return "just so";
  return `about ${durationText(rounded)} ${marginMs < 0 ? "short" : "to spare"}`;
}

/** The same where space is short: "lasts, 84 %", "25 min short"; null while nothing is forecast. */
export function tripBriefly({ verdict, outlook }: Pick<TripTold, "verdict" | "outlook">): string | null {
  if (verdict === "overdue") return "late";
  if (verdict === "paused") return "waits for the unplugging";
  if (outlook === null) return null;
  return verdict === "short" ? marginWords(outlook.marginMs) : `${chanceText(outlook.chance)} sure`;
}

/** A battery as it might be at the unplugging, and how likely it would be enough. */
export interface Prospect {
  /** "a full battery" */
  readonly what: string;
  readonly lasts: Forecast;
  readonly chance: number;
}

/** What to expect of a journey that begins on a charger: "Roughly, by what was drawn before, a full battery lasts 6 h 10 min, ...: a chance of 84 %." */
export const prospectSentences = (prospects: readonly Prospect[]): readonly string[] =>
  prospects.map(({ what, lasts, chance }, index) => {
    const subject = index === 0 ? `Roughly, by what was drawn before, ${what}` : `${what[0]?.toUpperCase()}${what.slice(1)}`;
    return `${subject} lasts ${timeLeftBriefly(lasts) ?? "an unknown time"}: a chance of ${chanceText(chance)}.`;
  });

const MOST_NAMED = 3;
/** What takes less is not worth a name. */
const LEAST_W = 0.1;

/** "These 3 programs take about 4.1 W (estimated): Firefox 2.30 W, ..."; null where none takes much. */
export function hungriestSentence(consumers: readonly Consumer[]): string | null {
  const known = consumers.flatMap(({ name, powerW }) => (powerW !== null && powerW >= LEAST_W ? [{ name, powerW }] : []));
  const named = known.toSorted((one, other) => other.powerW - one.powerW).slice(0, MOST_NAMED);
  if (named.length === 0) return null;
  const totalW = named.reduce((sum, { powerW }) => sum + powerW, 0);
  const who = named.length === 1 ? "This program takes" : `These ${named.length} programs take`;
  return `${who} about ${totalW.toFixed(1)} W (estimated): ${named.map(({ name, powerW }) => `${clean(name)} ${powerW.toFixed(1)} W`).join(", ")}.`;
}
