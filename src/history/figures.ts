// SPDX-License-Identifier: MIT
import { sum } from "../mean.ts";
import type { Discharge, Pause } from "./discharge.ts";
import type { Look } from "./record.ts";

/** What a discharge comes to. Unknown is null, never 0. */
export interface Figures {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly fromPercent: number | null;
  readonly untilPercent: number | null;
  /** Taken from the battery, asleep and awake. */
  readonly usedWh: number | null;
  /** How long somebody watched while it was awake; and what was drawn then, on average. */
  readonly awakeMs: number;
  readonly meanPowerW: number | null;
  readonly sleepMs: number;
}

/** The figures of a discharge. A jump of the gauge is nobody's draw; a rate that is missing is made up for by what was lost. */
export function figuresOf(discharge: Discharge): Figures {
  const { looks, pauses } = discharge;
  const [first, last] = [looks[0], looks.at(-1) ?? looks[0]];
  const spans = awakeSpans(discharge);
  return {
    fromMs: first.atMs,
    untilMs: last.atMs,
    fromPercent: first.percent,
    untilPercent: last.percent,
    usedWh: lostWh(first, last),
    awakeMs: sum(spans.map(lengthMs)),
    meanPowerW: meanByGauge(spans) ?? meanByPower(spans),
    sleepMs: sum(pauses.filter(({ kind }) => kind === "asleep").map(lengthMs)),
  };
}

/** Shorter ones are a plug that was moved. */
export const LEAST_MS = 2 * 60_000;

/** Whether a discharge is long enough to be told of. */
export const isTold = ({ looks }: Pick<Discharge, "looks">): boolean => (looks.at(-1)?.atMs ?? 0) - looks[0].atMs >= LEAST_MS;

/** What a pause has lost of the battery: it may be nothing, but never less. */
export const lossOf = ({ before, after }: Pick<Pause, "before" | "after">) => ({
  ms: lengthMs({ before, after }),
  lostWh: lostWh(before, after),
  lostPercent: before.percent === null || after.percent === null ? null : Math.max(0, before.percent - after.percent),
});

/** The time under one profile (null: none), from its first look to the first of the next. */
export interface ProfileSpan {
  readonly profile: string | null;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Which profile was in force when, without gaps. */
export function profileSpans({ looks }: Pick<Discharge, "looks">): readonly ProfileSpan[] {
  const spans: ProfileSpan[] = [];
  for (const { profile, atMs } of looks) {
    const last = spans.at(-1);
    if (last !== undefined) spans[spans.length - 1] = { ...last, untilMs: atMs };
    if (last?.profile !== profile) spans.push({ profile, fromMs: atMs, untilMs: atMs });
  }
  return spans;
}

/** What was drawn under one profile (null: none), over many discharges. */
export interface ProfileDraw {
  readonly profile: string | null;
  readonly ms: number;
  readonly meanPowerW: number | null;
}

/** What each profile has drawn while somebody watched, the longest in force first. */
export function drawByProfile(discharges: readonly Discharge[]): readonly ProfileDraw[] {
  const spans = new Map<string | null, Span[]>();
  for (const span of discharges.flatMap(awakeSpans)) {
    const { profile } = span.before;
    const own = spans.get(profile) ?? [];
    own.push(span);
    spans.set(profile, own);
  }
  return [...spans]
    .map(([profile, own]) => ({ profile, ms: sum(own.map(lengthMs)), meanPowerW: meanByGauge(own) ?? meanByPower(own) }))
    .sort((one, other) => other.ms - one.ms);
}

/** The figures of many discharges together. */
export function totalsOf(discharges: readonly Discharge[]) {
  const all = discharges.map(figuresOf);
  const spans = discharges.flatMap(awakeSpans);
  const usedWh = all.flatMap((one) => (one.usedWh === null ? [] : [one.usedWh]));
  return {
    discharges: all.length,
    awakeMs: sum(all.map(({ awakeMs }) => awakeMs)),
    sleepMs: sum(all.map(({ sleepMs }) => sleepMs)),
    usedWh: usedWh.length === 0 ? null : sum(usedWh),
    meanPowerW: meanByGauge(spans) ?? meanByPower(spans),
  };
}

/** Two looks that follow one another with somebody watching between them. */
export type Span = Pick<Pause, "before" | "after">;

/** The time in which somebody watched while it was awake. */
export function awakeSpans({ looks, pauses }: Discharge): readonly Span[] {
  const asleepAfter = new Set(pauses.map(({ before }) => before));
  return looks.flatMap((before, index) => {
    const after = looks[index + 1];
    return after === undefined || asleepAfter.has(before) ? [] : [{ before, after }];
  });
}

const lengthMs = ({ before, after }: Span): number => Math.max(0, after.atMs - before.atMs);

function lostWh({ energyWh: before }: Look, { energyWh: after }: Look): number | null {
  return before === null || after === null ? null : Math.max(0, before - after);
}

const HOUR_MS = 3_600_000;
/** No laptop draws more; a gauge that says so has corrected itself. */
const MOST_W = 300;
/** A gauge moves in steps: over less than this it says nothing. */
const SHORTEST_MS = 5 * 60_000;

function meanByGauge(spans: readonly Span[]): number | null {
  const told = spans.flatMap((span) => {
    const { before, after } = span;
    if (before.energyWh === null || after.energyWh === null) return [];
    const lostWh = before.energyWh - after.energyWh;
    return Math.abs(lostWh) * HOUR_MS > MOST_W * lengthMs(span) ? [] : [{ amount: lostWh, ms: lengthMs(span) }];
  });
  const ms = sum(told.map((one) => one.ms));
  const wh = sum(told.map(({ amount }) => amount));
  return ms < SHORTEST_MS || wh <= 0 ? null : (wh * HOUR_MS) / ms;
}

/** A rate holds until the next look. Nothing runs on 0 W. */
function meanByPower(spans: readonly Span[]): number | null {
  const told = spans.flatMap((span) => {
    const { powerW } = span.before;
    return powerW === null || powerW <= 0 || powerW > MOST_W ? [] : [{ amount: powerW * lengthMs(span), ms: lengthMs(span) }];
  });
  const ms = sum(told.map((one) => one.ms));
  return ms <= 0 ? null : sum(told.map(({ amount }) => amount)) / ms;
}
