// SPDX-License-Identifier: MIT
import type { Discharge } from "../../history/discharge.ts";
import { drawByProfile, type Figures, figuresOf, isTold, LEAST_MS, profileSpans, totalsOf } from "../../history/figures.ts";
import { sleepDrain } from "../../history/sleep-drain.ts";
import { powerInSlots } from "../../history/slots.ts";
import { clean, wrap } from "../../text/display-width.ts";
import { durationText, momentText } from "../../text/duration.ts";
import { type GraphStyle, graphLines, valuesAcross } from "../../text/graph.ts";
import { type Look, paint } from "../../text/look.ts";
import { pauseWords } from "../../text/pause-words.ts";
import { type Column, type Row, tableLines } from "../../text/table.ts";
import { turnedWords } from "../../text/turned-words.ts";

export interface HistoryView {
  readonly look: Look;
  readonly style: GraphStyle;
  /** How many of the newest are shown. */
  readonly most: number;
  /** Each change, too. */
  readonly verbose: boolean;
}

/** A row for each discharge, what happened in it below, and what all came to. */
export function historyLines(discharges: readonly Discharge[], view: HistoryView): readonly string[] {
  const told = discharges.filter(isTold);
  if (told.length === 0) return wrap(NOTHING, view.look.columns);
  const shown = told.slice(-view.most);
  const [head = "", ...lines] = tableLines(COLUMNS, [HEAD, ...shown.map((one) => rowOf(one, view))], view.look);
  return [
    paint(view.look, "heading", head),
    ...shown.flatMap((one, index) => [lines[index] ?? "", ...notes(one, view)]),
    "",
    ...totalLines(told, view),
  ];
}

const NOTHING =
  "Nothing is on record yet. While travel mode or automatic mode is on, the keeper writes down how the battery drains; where UPower's history can be read, that is shown, too.";

const HEAD: Row = ["STARTED", "ENDED", "LASTED", "LEVEL", "USED", "MEAN", "POWER", "PROFILE"];
const COLUMNS: readonly Column[] = [{}, {}, {}, {}, {}, {}, { gives: 2 }, { gives: 1 }];
const SPARK_COLUMNS = 8;

function rowOf(discharge: Discharge, { look, style }: HistoryView): Row {
  const figures = figuresOf(discharge);
  const { fromMs, untilMs, usedWh, meanPowerW } = figures;
  const say = (amount: number | null, unit: string): string =>
    amount === null ? look.signs.unknown : `${amount.toFixed(1)} ${unit}`;
  return [
    dayText(fromMs),
    discharge.over ? endText(fromMs, untilMs) : "goes on",
    durationText(untilMs - fromMs),
    levels(figures, look),
    say(usedWh, "Wh"),
    say(meanPowerW, "W"),
    sparkline(discharge, style),
    clean(profilesOf(discharge)),
  ];
}

const dayText = (atMs: number): string => momentText(atMs, Number.NaN).slice("2026-".length);

/** "14:05"; days later "06:16 +1", as timetables have it. */
function endText(fromMs: number, untilMs: number): string {
  const midnight = new Date(fromMs).setHours(0, 0, 0, 0);
  const days = Math.floor((untilMs - midnight) / DAY_MS);
  return days === 0 ? momentText(untilMs, untilMs) : `${momentText(untilMs, untilMs)} +${days}`;
}

const DAY_MS = 24 * 3_600_000;

const levels = ({ fromPercent, untilPercent }: Figures, { signs }: Look): string =>
  fromPercent === null || untilPercent === null
    ? signs.unknown
    : `${Math.round(fromPercent)}${signs.arrow}${Math.round(untilPercent)} %`;

function sparkline(discharge: Discharge, style: GraphStyle): string {
  const values = powerInSlots(discharge, valuesAcross(SPARK_COLUMNS, { graph: style }));
  const top = Math.max(0, ...values.map((one) => one ?? 0));
  return graphLines({ values, top }, { columns: SPARK_COLUMNS, rows: 1 }, { graph: style })[0] ?? "";
}

/** "flight", "none"; of several, how long each. */
function profilesOf(discharge: Discharge): string {
  const ms = new Map<string, number>();
  for (const { profile, fromMs, untilMs } of profileSpans(discharge))
    ms.set(profile ?? "none", (ms.get(profile ?? "none") ?? 0) + untilMs - fromMs);
  const [[first = "none"] = [], ...others] = [...ms].filter(([, one]) => one > 0).sort(([, one], [, other]) => other - one);
  if (others.length === 0) return first;
  return [first, ...others.map(([name]) => name)].map((name) => `${name} ${durationText(ms.get(name) ?? 0)}`).join(", ");
}

function notes({ looks, pauses, turned }: Discharge, { look, verbose }: HistoryView): readonly string[] {
  const changes = turned.reduce((sum, { kind, changes: all }) => sum + (kind === "off" ? 0 : all.length), 0);
  const told = verbose
    ? turned.flatMap((turn) => turnedWords(turn, look, looks[0].atMs))
    : changes === 0
      ? []
      : [`${changes} ${changes === 1 ? "setting" : "settings"} changed`];
  return [...pauses.map(pauseWords), ...told].flatMap((note) =>
    wrap(clean(note), look.columns - 4).map((line) => paint(look, "quiet", `    ${line}`)),
  );
}

function totalLines(discharges: readonly Discharge[], { look, most }: HistoryView): readonly string[] {
  const { awakeMs, usedWh, meanPowerW } = totalsOf(discharges);
  const used = usedWh === null ? "" : `, ${usedWh.toFixed(1)} Wh used`;
  const mean = meanPowerW === null ? "" : `, ${meanPowerW.toFixed(1)} W on average`;
  const times = discharges.length === 1 ? "Once" : `${discharges.length} times`;
  const more = discharges.length > most ? [`The ${most} newest are shown; all with: travelmode history --all`] : [];
  return [
    `${times} on battery: ${durationText(awakeMs)} awake${used}${mean}.`,
    ...drawWords(discharges),
    ...sleepWords(discharges),
    ...more,
  ].flatMap((line) => wrap(clean(line), look.columns));
}

/** What each profile drew; nothing where there was but one. */
function drawWords(discharges: readonly Discharge[]): readonly string[] {
  const draws = drawByProfile(discharges).filter(({ ms, meanPowerW }) => meanPowerW !== null && ms >= LEAST_MS);
  if (draws.length < 2) return [];
  const words = draws.map(
    ({ profile, ms, meanPowerW }) => `${profile ?? "none"} ${meanPowerW?.toFixed(1)} W over ${durationText(ms)}`,
  );
  return [`By profile: ${words.join(", ")}.`];
}

function sleepWords(discharges: readonly Discharge[]): readonly string[] {
  const drain = sleepDrain(discharges);
  if (drain === null) return [];
  const percent = drain.percentPerHour === null ? "" : `, ${drain.percentPerHour.toFixed(1)} % an hour`;
  return [`Asleep on battery for ${durationText(drain.ms)}: ${drain.powerW.toFixed(1)} W${percent}.`];
}
