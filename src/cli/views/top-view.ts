// SPDX-License-Identifier: MIT
import { type Consumer, hungriestFirst, isAwake } from "../../processes/applications.ts";
import { type Amounts, amountCells, baseAndTotal, measuredLine } from "../../text/consumer-words.ts";
import { displayWidth, wrap } from "../../text/display-width.ts";
import { forgottenLines } from "../../text/forgotten-lines.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Row, tableLines } from "../../text/table.ts";
import type { Eaters } from "./top-json.ts";

const MOST_ROWS = 20;

/** What `top` prints: the measured power, a row for each that used any, base and total, and what may have been forgotten. */
export function topLines(eaters: Eaters, look: Look, { all }: { readonly all: boolean }): readonly string[] {
  const awake = hungriestFirst(eaters.consumers.filter(isAwake));
  const shown = all ? awake : awake.slice(0, MOST_ROWS);
  return [
    measuredLine(eaters.observation),
    "",
    ...consumerTable(eaters, { shown, left: awake.slice(shown.length) }, look),
    "",
    ...notes(eaters).flatMap((note) => wrap(note, look.columns).map((line) => paint(look, "quiet", line))),
    ...forgottenLines(eaters.forgotten, look),
    ...(eaters.consumers.length === 0 ? [] : ["", ...wrap(HANDS, look.columns)]),
  ];
}

interface Rows {
  readonly shown: readonly Consumer[];
  /** Those for which there is no room. */
  readonly left: readonly Consumer[];
}

function consumerTable({ observation, single }: Eaters, { shown, left }: Rows, look: Look): readonly string[] {
  const { spanS, attribution } = observation;
  const row = (one: Omit<Amounts, "spanS">, name: string): Row => [...amountCells({ ...one, spanS }, look), name];
  const head = [attribution === null ? "" : "WATTS (EST.)", "CPU", "WAKE-UPS/S", "DISK", single ? "PROCESS" : "APPLICATION"];
  const rows: Row[] = [
    ...shown.map((one) => row(one, single ? `${one.name} (${one.pids.join(", ")})` : one.name)),
    ...(left.length === 0 ? [] : [row(together(left), `${left.length} more (--verbose shows them)`)]),
    ...baseAndTotal(observation, "total").map((one) => row(one, one.name)),
  ];
  return tableLines([{}, {}, {}, {}, { gives: 1 }], alignedRight([head, ...rows]), look);
}

const together = (consumers: readonly Consumer[]): Omit<Amounts, "spanS"> => {
  const sum = (amount: (one: Consumer) => number | null): number =>
    consumers.reduce((total, one) => total + (amount(one) ?? 0), 0);
  const powerW = consumers.some((one) => one.powerW !== null) ? sum((one) => one.powerW) : null;
  return { powerW, cpuS: sum((one) => one.cpuS), wakeups: sum((one) => one.wakeups), diskBytes: sum((one) => one.diskBytes) };
};

/** Numbers under each other; the name, which is the last, stays where it is. */
function alignedRight(rows: readonly Row[]): readonly Row[] {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => displayWidth(String(row[index]))))) ?? [];
  const right = (text: string, width: number): string => " ".repeat(Math.max(0, width - displayWidth(text))) + text;
  return rows.map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : right(String(cell), widths[index] ?? 0))));
}

const OTHERS_DISK = "What other users' programs read and write is not shown: only root may see it.";

/** The last line, as it says what to do next. */
const HANDS = "Each by its name: travelmode slow, freeze, hold, end; travelmode thaw lets go.";

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
