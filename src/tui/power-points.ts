// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import { clean } from "../text/display-width.ts";
import { durationText } from "../text/duration.ts";
import { withEntry } from "./log-entries.ts";
import { observed } from "./outlook.ts";
import type { PowerPoint, State } from "./state.ts";

/** More than a long flight at a look each 15 s. */
const MOST_POINTS = 4000;

/** Longer between two looks, and the machine slept. */
const GAP_MS = 180_000;

/** The state with one more look at the power, and with what that tells in the log. */
export function withPower(state: State, power: PowerSnapshot): State {
  const points = [...state.points, pointOf(power, state.nowMs)].slice(-MOST_POINTS);
  const told = newsOf(state, power).reduce(
    (next, sentence) => withEntry(next, { atMs: state.nowMs, kind: "news", sentence }),
    state,
  );
  const source = sureSource(points) ?? power.source;
  return { ...told, power: { ...power, source }, points, outlook: observed(state, power) };
}

const pointOf = ({ percent, energyWh, rateW, source }: PowerSnapshot, atMs: number): PowerPoint => ({
  ...{ atMs, percent, energyWh, source },
  powerW: rateW,
});

function newsOf({ power: before, points, nowMs }: State, now: PowerSnapshot): readonly string[] {
  if (before === null) return [];
  return [...gapNews(before, now, nowMs - (points.at(-1)?.atMs ?? nowMs)), ...packNews(before, now), ...sourceNews(points, now)];
}

function gapNews(before: PowerSnapshot, now: PowerSnapshot, gapMs: number): readonly string[] {
  if (gapMs < GAP_MS) return [];
  const lost = before.percent === null || now.percent === null ? 0 : Math.round(before.percent - now.percent);
  return [
    `Nothing was looked at for ${durationText(gapMs)} (asleep, or stopped)${lost > 0 ? `; the battery lost ${lost} %` : ""}.`,
  ];
}

function packNews(before: PowerSnapshot, now: PowerSnapshot): readonly string[] {
  const names = ({ packs }: PowerSnapshot): readonly string[] =>
    packs.filter(({ present }) => present).map(({ name }) => clean(name));
  const [old, fresh] = [names(before), names(now)];
  return [
    ...old.filter((name) => !fresh.includes(name)).map((name) => `The battery ${name} was taken out.`),
    ...fresh.filter((name) => !old.includes(name)).map((name) => `The battery ${name} is in.`),
  ];
}

/** A battery's status follows a charger by seconds: until a second look agrees, that it still drains says nothing. */
const sureSource = (points: readonly Pick<PowerPoint, "source">[]): PowerSnapshot["source"] | null => {
  const [before, last] = points.slice(-2);
  const newest = last ?? before;
  if (newest === undefined) return null;
  return newest.source === "weak-ac" && (last === undefined || before?.source !== "weak-ac") ? "ac" : newest.source;
};

function sourceNews(points: readonly PowerPoint[], now: PowerSnapshot): readonly string[] {
  const source = sureSource([...points, now]);
  if (source === null || source === sureSource(points)) return [];
  const level = now.percent === null ? "" : ` at ${Math.round(now.percent)} %`;
  return [`${SOURCES[source]}${level}.`];
}

const SOURCES: Readonly<Record<PowerSnapshot["source"], string>> = {
  battery: "The charger was unplugged",
  ac: "A charger is in",
  "weak-ac": "What is plugged in gives too little: the battery drains",
  none: "No battery is left",
};
