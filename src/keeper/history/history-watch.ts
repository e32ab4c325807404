// SPDX-License-Identifier: MIT
import type { HistoryRecord, Look, Mark } from "../../history/record.ts";

/** What is to be written of the past, and what was last put there. Pure data. */
export interface HistoryWatch {
  readonly pending: readonly HistoryRecord[];
  readonly last: Look | null;
  readonly battery: { readonly battery: string; readonly fullWh: number | null } | null;
  /** When it was last written, or the first of what waits came. */
  readonly keptAtMs: number;
}

export const NO_HISTORY: HistoryWatch = { pending: [], last: null, battery: null, keptAtMs: 0 };

/** Looks come in bursts, and twice a minute; this many are enough to draw from. */
const LOOK_MS = 55_000;
/** Where nothing changes, it is said so often. */
const SAME_MS = 10 * 60_000;

/** Whether a look is worth a line: on a charger only the first is. A clock that was set back must not make anybody wait. */
export function isLookDue({ last }: HistoryWatch, look: Omit<Look, "brightnessPercent">): boolean {
  if (last === null || look.flow !== last.flow || look.profile !== last.profile || look.atMs < last.atMs) return true;
  if (look.flow !== "discharging") return false;
  const ms = look.atMs - last.atMs;
  const isSame = look.energyWh === last.energyWh && look.percent === last.percent && look.powerW === last.powerW;
  return ms >= (isSame ? SAME_MS : LOOK_MS);
}

/** What may wait while nothing can be written (a full disk); then the oldest goes. */
const MOST_PENDING = 2000;

const withRecord = (watch: HistoryWatch, record: HistoryRecord): HistoryWatch => ({
  ...watch,
  pending: [...watch.pending, record].slice(-MOST_PENDING),
  keptAtMs: watch.pending.length === 0 ? record.atMs : watch.keptAtMs,
});

export const withLook = (watch: HistoryWatch, look: Look): HistoryWatch => ({ ...withRecord(watch, look), last: look });

/** The first look after a sleep says what that took, however short it was. */
export const withMark = (watch: HistoryWatch, mark: Mark): HistoryWatch =>
  mark.kind === "wake" ? { ...withRecord(watch, mark), last: null } : withRecord(watch, mark);

/** Another battery, or one that says that it holds something else now, is told once. */
export function withBattery(watch: HistoryWatch, battery: NonNullable<HistoryWatch["battery"]>, atMs: number): HistoryWatch {
  const before = watch.battery;
  if (before?.battery === battery.battery && isAlike(before.fullWh, battery.fullWh)) return watch;
  return { ...withRecord(watch, { kind: "battery", atMs, ...battery }), battery };
}

/** Gauges learn; a hundredth is nothing new. */
const isAlike = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one === other : Math.abs(one - other) <= other / 100;

/** What a kill may cost. Each writing wakes the disk. */
const KEEP_MS = 15 * 60_000;

/** Whether it is time to write: a discharge is over, or goes on for long. */
export function isToBeWritten({ pending }: HistoryWatch, after: HistoryWatch): boolean {
  const [before, last] = [pending.findLast(({ kind }) => kind === "look"), after.last];
  if (last === null) return false;
  const isOver = before?.kind === "look" && before.flow === "discharging" && last.flow !== "discharging";
  return isOver || last.atMs < after.keptAtMs || last.atMs - after.keptAtMs >= KEEP_MS;
}

/** A keeper that was only asked something, on a charger, has nothing to tell. */
export const isWorthWriting = ({ pending }: HistoryWatch): boolean =>
  pending.some((record) => (record.kind === "look" ? record.flow !== "idle" : "changes" in record));
