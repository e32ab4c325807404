// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import { arrivalWords } from "../text/arrival-words.ts";
import { bar } from "../text/bar.ts";
import { chargerPhrase } from "../text/charger-words.ts";
import { clean, cut, displayWidth } from "../text/display-width.ts";
import { momentText } from "../text/duration.ts";
import { type Look, type Paint, paint } from "../text/look.ts";
import { tripBriefly } from "../text/trip-words.ts";
import { activePause, PAUSED } from "../text/wish-lines.ts";
import type { State } from "./state.ts";
import type { Area } from "./tab.ts";
import { type TimeLeft, timeLeft } from "./time-left.ts";

/** The two lines that are always there: how long it lasts, and in which state the laptop is. */
export const headerLines = (state: State, area: Area): readonly string[] => [timeLine(state, area), stateLine(state, area.look)];

/** The time left is the one filled block on the screen, so that the eye goes there first. */
function timeLine(state: State, { look, strokes }: Area): string {
  const left = timeLeft(state);
  const badge = ` ${left.text} `;
  const { power } = state;
  const percent = power?.percent == null ? look.signs.unknown : `${Math.round(power.percent)} %`;
  const rate = power === null ? "" : rateText(power);
  const room = look.columns - displayWidth(badge) - displayWidth(percent) - displayWidth(rate) - 8;
  const level = bar(power?.percent ?? null, Math.max(4, Math.min(30, room)), strokes);
  const urgency = urgencyOf(left, power);
  return ` ${paint(look, "heading", paint(look, "chosen", paint(look, urgency, badge)))}  ${paint(look, urgency, level)} ${percent}  ${rate}`;
}

const SHORT_MS = 3_600_000;
const LAST_MS = 1_200_000;

/** Green is rest, yellow is within the hour, red within twenty minutes. */
function urgencyOf({ leftMs }: TimeLeft, power: PowerSnapshot | null): Paint {
  if (leftMs === null) return power?.source === "weak-ac" ? "attention" : "good";
  return leftMs < LAST_MS ? "bad" : leftMs < SHORT_MS ? "attention" : "good";
}

function rateText({ rateW, state, source }: PowerSnapshot): string {
  const watts = rateW === null || state === "fully-charged" ? "" : `${state === "charging" ? "+" : ""}${rateW.toFixed(1)} W  `;
  return `${watts}${SOURCES[source]}`;
}

const SOURCES: Readonly<Record<PowerSnapshot["source"], string>> = {
  battery: "on battery",
  ac: "on a charger",
  "weak-ac": "on weak power",
  none: "",
};

function stateLine(state: State, look: Look): string {
  const [mark, text] = modeText(state);
  const where = state.simulated === null ? "" : `simulated: ${state.simulated}`;
  const right = [...(state.frozen ? ["display paused"] : []), ...(where === "" ? [] : [where])].join("  ");
  const left = cut(clean(text), look.columns - 2 - (right === "" ? 0 : displayWidth(right) + 2), look.signs.ellipsis);
  const gap = " ".repeat(Math.max(1, look.columns - 2 - displayWidth(left) - displayWidth(right)));
  return ` ${paint(look, mark, left)}${gap}${paint(look, "quiet", right)}`;
}

/** What reigns, and what will end it. */
function modeText(state: State): readonly [Paint, string] {
  const { seen, power, nowMs } = state;
  if (seen === null) return ["quiet", "Looking at travel mode"];
  const { mode, profile, sinceMs, wishes } = seen;
  const pause = activePause(wishes, nowMs);
  if (mode === "ending") return ["attention", "Travel mode is ending: not everything is put back yet (o tries again)"];
  if (mode === "off" && pause === null) return ["heading", `Normal settings${autoText(seen)}`];
  if (wishes.trip !== null) return journeyText(state);
  const since = sinceMs === null ? "" : `, since ${momentText(sinceMs, nowMs)}`;
  const rest = pause === null ? ending(seen, power) : `paused: ${PAUSED[pause.part]}`;
  return ["accent", `Travel mode: ${profile ?? "paused"}${since}${rest === "" ? "" : `; ${rest}`}`];
}

/** Until when it is to last, and how sure that is. */
function journeyText({ seen, trip, nowMs }: State): readonly [Paint, string] {
  const wish = seen?.wishes.trip;
  if (wish == null) return ["quiet", ""];
  const { zone, state, profile } = wish;
  const goal = trip ?? { untilMs: state.goal.untilMs, zone };
  const stands = trip === null ? null : tripBriefly(trip);
  const name = profile.source === "" ? "" : ` ${profile.name},`;
  const text = `Journey:${name} ${arrivalWords({ atMs: goal.untilMs, zone }, nowMs)}${stands === null ? "" : `; ${stands}`}`;
  return [trip?.verdict === "short" ? "attention" : "accent", text];
}

const autoText = ({ wishes: { auto } }: NonNullable<State["seen"]>): string =>
  auto === null ? "" : `; automatic mode: ${auto.name} when unplugged`;

function ending({ wishes: { byHand, charger, auto } }: NonNullable<State["seen"]>, power: State["power"]): string {
  if (power?.source === "weak-ac" || charger.weakUntilUnplugged) return "on weak power, so it stays on";
  if (byHand?.kind === "on")
    return byHand.armed || byHand.stayOn ? chargerPhrase(byHand) : "armed by the next plug, not by this one";
  return auto === null ? "" : "by automatic mode";
}
