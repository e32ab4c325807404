// SPDX-License-Identifier: MIT
import { dischargesOf } from "../../src/history/discharges.ts";
import type { HistoryRecord, ModeTurned } from "../../src/history/record.ts";
import { reportPage } from "../../src/report/page.ts";
import type { ReportData } from "../../src/report/report-data.ts";
import { look, looks, MINUTE_MS } from "../history/records.ts";

export const HOUR_MS = 3_600_000;

export const on = (minute: number, more: Partial<ModeTurned> = {}): ModeTurned => ({
  ...{ kind: "on", atMs: minute * MINUTE_MS, profile: "flight", reason: "user" },
  changes: [{ title: "Screen brightness", place: "eDP-1", from: "82 %", to: "40 %" }],
  ...more,
});

/** An hour and a half under two profiles, then a night asleep, and a morning. */
export const STORY: readonly HistoryRecord[] = [
  { kind: "battery", atMs: 0, battery: "one", fullWh: 50 },
  ...looks(0, 29),
  on(30),
  ...looks(30, 90, { profile: "flight", powerW: 4 }),
  { kind: "sleep", atMs: 90 * MINUTE_MS },
  { kind: "wake", atMs: 640 * MINUTE_MS },
  ...looks(641, 700, { percent: 48, energyWh: 24, profile: "flight" }),
];

export const data = (records: readonly HistoryRecord[], more: Partial<ReportData> = {}): ReportData => ({
  ...{ madeAtMs: 24 * HOUR_MS, version: "1.2.3", isMadeUp: false, outlook: null, savings: [], consumers: null },
  discharges: dischargesOf(records),
  ...more,
});

export const page = (records: readonly HistoryRecord[] = STORY, more: Partial<ReportData> = {}): string =>
  reportPage(data(records, more));

export const nextDay = (minute: number) => look(1440 + minute);
