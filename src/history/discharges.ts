// SPDX-License-Identifier: MIT
import type { Discharge, Pause } from "./discharge.ts";
import type { HistoryRecord, Look, Mark, ModeTurned, OtherBattery, Watched } from "./record.ts";

/**
 * The discharges that the records tell of, the newest last. Records come as they were written: a clock that was set back, another battery, a level
 * that has risen behind a gap, all end one and begin another.
 */
export function dischargesOf(records: readonly HistoryRecord[]): readonly Discharge[] {
  let fold = START;
  for (const record of records) fold = withRecord(fold, record);
  return fold.open === null ? fold.done : [...fold.done, fold.open];
}

interface Fold {
  readonly done: readonly Discharge[];
  /** The discharge that goes on. */
  readonly open: Discharge | null;
  readonly battery: Pick<OtherBattery, "battery" | "fullWh"> | null;
  readonly boot: string | null;
  /** What was heard since the last look: why there was none. */
  readonly heard: Pause["kind"] | null;
  /** What has turned travel mode on that is on. */
  readonly turnedOn: ModeTurned | null;
  readonly lastMs: number;
}

const START: Fold = {
  done: [],
  open: null,
  battery: null,
  boot: null,
  heard: null,
  turnedOn: null,
  lastMs: Number.NEGATIVE_INFINITY,
};

/** Clocks are set by seconds all the time, which ends nothing. */
const SET_BACK_MS = 60_000;

function withRecord(before: Fold, record: HistoryRecord): Fold {
  const fold = record.atMs < before.lastMs - SET_BACK_MS ? closed(before) : before;
  const next = record.kind === "look" ? withLook(fold, record) : withMark(fold, record);
  return { ...next, lastMs: record.atMs };
}

function closed(fold: Fold): Fold {
  const { done, open } = fold;
  return open === null ? fold : { ...fold, done: [...done, { ...open, over: true }], open: null, heard: null };
}

function withLook(fold: Fold, look: Look): Fold {
  if (look.flow !== "discharging") return closed(fold);
  const { open } = fold;
  const last = open?.looks.at(-1);
  if (open === null || last === undefined) return { ...fold, open: begun(fold, look), heard: null };
  if (look.atMs <= last.atMs) return fold;
  const pause = pauseBefore(fold, { before: last, after: look });
  if (pause !== null && hasRisen(pause)) return withLook(closed(fold), look);
  const pauses = pause === null ? open.pauses : [...open.pauses, pause];
  return { ...fold, open: { ...open, looks: [...open.looks, look], pauses }, heard: null };
}

const begun = ({ battery, turnedOn }: Fold, look: Look): Discharge => ({
  battery: battery?.battery ?? null,
  fullWh: battery?.fullWh ?? null,
  looks: [look],
  pauses: [],
  turned: turnedOn === null ? [] : [turnedOn],
  over: false,
});

/** Where nothing changes, a look is kept every ten minutes at least. */
const LONGEST_MS = 15 * 60_000;

function pauseBefore({ heard }: Fold, { before, after }: Omit<Pause, "kind">): Pause | null {
  if ((heard === null || heard === "unseen") && after.atMs - before.atMs <= LONGEST_MS) return null;
  return { kind: heard ?? "unseen", before, after };
}

/** It was charged meanwhile. A gauge that is asked after a sleep may say a little more than before it. */
function hasRisen({ before, after }: Pause): boolean {
  if (before.percent !== null && after.percent !== null) return after.percent - before.percent > RISE_PERCENT;
  return before.energyWh !== null && after.energyWh !== null && after.energyWh > before.energyWh * (1 + RISE_PERCENT / 100);
}

const RISE_PERCENT = 2;

function withMark(fold: Fold, mark: Mark): Fold {
  switch (mark.kind) {
    case "sleep":
      return { ...fold, heard: "asleep" };
    case "begin":
      return { ...fold, boot: mark.boot, heard: hasRebooted(fold, mark) ? "off" : (fold.heard ?? "unseen") };
    case "end":
      return { ...fold, heard: fold.heard ?? "unseen" };
    case "battery":
      return { ...(mark.battery === fold.battery?.battery ? fold : closed(fold)), battery: mark };
    case "wake":
    case "charger":
      return fold;
    default:
      return withTurn(fold, mark);
  }
}

const hasRebooted = ({ boot: before }: Fold, { boot }: Watched): boolean => before !== null && boot !== null && boot !== before;

function withTurn(fold: Fold, turn: ModeTurned): Fold {
  const turnedOn = turn.kind === "hand" ? fold.turnedOn : turn.kind === "off" ? null : turn;
  const { open } = fold;
  return { ...fold, turnedOn, open: open === null ? null : { ...open, turned: [...open.turned, turn] } };
}
