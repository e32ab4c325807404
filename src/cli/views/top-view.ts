// SPDX-License-Identifier: MIT
import type { Consumer } from "../../processes/applications.ts";
import type { Unmeasured } from "../../processes/measured-power.ts";
import type { Forgotten } from "../../processes/recognise.ts";
import type { Observation } from "../../processes/scan.ts";
import { displayWidth, wrap } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Row, tableLines } from "../../text/table.ts";
import { type Eaters, hungriestFirst, isAwake, perSecond } from "./top-json.ts";

const MOST_ROWS = 20;

/** What `top` prints: the measured power, a row for each that used any, base and total, and what may have been forgotten. */
export function topLines(eaters: Eaters, look: Look, { all }: { readonly all: boolean }): readonly string[] {
  const awake = hungriestFirst(eaters.consumers.filter(isAwake));
  const shown = all ? awake : awake.slice(0, MOST_ROWS);
  return [
    headline(eaters),
    "",
    ...consumerTable(eaters, { shown, left: awake.slice(shown.length) }, look),
    "",
    ...notes(eaters).flatMap((note) => wrap(note, look.columns).map((line) => paint(look, "quiet", line))),
    ...forgottenLines(eaters.forgotten, look),
  ];
}

const UNMEASURED: Readonly<Record<Unmeasured, string>> = {
  "on-charger":
    "no watts while a charger feeds the laptop (as root, where the processor counts its own energy, its part is known)",
  "weak-power": "no watts: what a weak charger adds to the battery is not known",
  "no-battery": "no watts: there is no battery whose gauge could tell",
  plugged: "no watts: a charger was plugged in or out meanwhile",
  "no-rate": "no watts: the battery's gauge tells no rate",
  "too-short": "no watts: a gauge needs at least 10 s",
};

function headline({ observation: { measured, spanS } }: Eaters): string {
  const span = `${spanS.toFixed(spanS < 10 ? 1 : 0)} s`;
  if (typeof measured === "string") return `Over ${span}, ${UNMEASURED[measured]}.`;
  const watts = `${measured.powerW.toFixed(2)} W over ${span}`;
  return measured.source === "battery"
    ? `On battery: ${watts}, by the battery's gauge.`
    : `Processor package alone: ${watts}, by its own counter (RAPL).`;
}

interface Rows {
  readonly shown: readonly Consumer[];
  /** Those for which there is no room. */
  readonly left: readonly Consumer[];
}

function consumerTable({ observation, single }: Eaters, { shown, left }: Rows, look: Look): readonly string[] {
  const { spanS, attribution, all } = observation;
  const row = (one: Omit<Amounts, "spanS">, name: string): Row => [...amountCells({ ...one, spanS }, look), name];
  const head = [attribution === null ? "" : "WATTS (EST.)", "CPU", "WAKE-UPS/S", "DISK", single ? "PROCESS" : "APPLICATION"];
  const quiet = { cpuS: null, wakeups: null, diskBytes: null };
  const rows: Row[] = [
    ...shown.map((one) => row(one, single ? `${one.name} (${one.pids.join(", ")})` : one.name)),
    ...(left.length === 0 ? [] : [row(together(left), `${left.length} more (--verbose shows them)`)]),
    ...(attribution === null ? [] : [row({ ...quiet, powerW: attribution.baseW }, baseName(observation))]),
    row({ ...all, powerW: attribution?.totalW ?? null }, "total"),
  ];
  return tableLines([{}, {}, {}, {}, { gives: 1 }], alignedRight([head, ...rows]), look);
}

const baseName = ({ measured }: Observation): string =>
  typeof measured !== "string" && measured.source === "rapl"
    ? "base: the processor at rest, what nobody in particular uses"
    : "base: screen, radios, memory, what nobody in particular uses";

const together = (consumers: readonly Consumer[]): Omit<Amounts, "spanS"> => {
  const sum = (amount: (one: Consumer) => number | null): number =>
    consumers.reduce((total, one) => total + (amount(one) ?? 0), 0);
  const powerW = consumers.some((one) => one.powerW !== null) ? sum((one) => one.powerW) : null;
  return { powerW, cpuS: sum((one) => one.cpuS), wakeups: sum((one) => one.wakeups), diskBytes: sum((one) => one.diskBytes) };
};

interface Amounts {
  readonly powerW: number | null;
  readonly cpuS: number | null;
  readonly wakeups: number | null;
  readonly diskBytes: number | null;
  readonly spanS: number;
}

/** Watts, CPU (100 %: one CPU all the time), wake-ups and disk by the second. */
function amountCells({ powerW, cpuS, wakeups, diskBytes, spanS }: Amounts, { signs }: Look): readonly string[] {
  const say = (amount: number | null, text: (it: number) => string): string => (amount === null ? signs.unknown : text(amount));
  return [
    powerW === null ? "" : powerW < 0.005 ? "<0.01 W" : `${powerW.toFixed(2)} W`,
    say(perSecond(cpuS, spanS), (cpu) => `${(cpu * 100).toFixed(1)} %`),
    say(perSecond(wakeups, spanS), (perS) => perS.toFixed(perS < 10 ? 1 : 0)),
    say(perSecond(diskBytes, spanS), bytesText),
  ];
}

function bytesText(perS: number): string {
  if (perS < 1) return "0";
  if (perS < 1_000_000) return `${(perS / 1000).toFixed(1)} kB/s`;
  return `${(perS / 1_000_000).toFixed(1)} MB/s`;
}

/** Numbers under each other; the name, which is the last, stays where it is. */
function alignedRight(rows: readonly Row[]): readonly Row[] {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => displayWidth(String(row[index]))))) ?? [];
  const right = (text: string, width: number): string => " ".repeat(Math.max(0, width - displayWidth(text))) + text;
  return rows.map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : right(String(cell), widths[index] ?? 0))));
}

const OTHERS_DISK = "What other users' programs read and write is not shown: only root may see it.";

function notes({ observation, fit, isSimulated, isRoot }: Eaters): readonly string[] {
  const { attribution, uses, seesAll } = observation;
  const learned = fit.isFitted
    ? `fitted to this laptop by ${fit.blocks} long looks`
    : "by what programs cost on most laptops; looks on battery of 3 minutes or more (--for 3m) fit it to this one";
  return [
    ...(attribution === null ? [] : [`Each program's watts are an estimate, ${learned}.`]),
    ...(uses.some((use) => use.diskBytes === null && !use.isKernelThread && use.cpuS > 0)
      ? [isRoot ? "What some programs read and write may not be seen here." : OTHERS_DISK]
      : []),
    ...(seesAll ? [] : ["Other users' programs are hidden (/proc is mounted with hidepid): only root may see them."]),
    ...(isSimulated ? ["The simulated laptop's programs are make-believe; nothing runs on it."] : []),
  ];
}

function forgottenLines(forgotten: readonly Forgotten[], look: Look): readonly string[] {
  if (forgotten.length === 0) return [];
  const rows = forgotten.map(({ name, why, action }): Row => [name, `${why}: ${action}`]);
  return [
    "",
    paint(look, "heading", "Have you forgotten these?"),
    ...tableLines([{ gives: 2 }, { gives: 1, wraps: true }], rows, look),
  ];
}
