// SPDX-License-Identifier: MIT
import type { KeptChange, ModeTurned } from "../history/record.ts";
import { merged } from "./change-table.ts";
import { momentText } from "./duration.ts";
import type { Look } from "./look.ts";

/** "14:05 on with flight", then a line for each change: "Screen brightness eDP-1 80 % → 40 %". What going off puts back is not told again. */
export function turnedWords(turn: ModeTurned, { signs }: Pick<Look, "signs">, nowMs: number): readonly string[] {
  const head = `${momentText(turn.atMs, nowMs)} ${turnTitle(turn)}`;
  return turn.kind === "off" ? [head] : [head, ...shownChanges(turn).map((one) => `  ${changeWords(one, signs.arrow)}`)];
}

/** "On with flight", "Off, as a charger was plugged in" */
export function turnTitle({ kind, profile, reason }: ModeTurned): string {
  const why = WHYS[reason] ?? "";
  switch (kind) {
    case "on":
      return `on with ${profile}${why}`;
    case "switch":
      return `to ${profile}${why}`;
    case "off":
      return `off${why}`;
    case "hand":
      return "by hand";
  }
}

/** What a person did needs no reason. */
const WHYS: Readonly<Record<string, string>> = {
  unplugged: ", as the charger went",
  "plugged-in": ", as a charger came",
  "battery-level": ", by the battery's level",
  trip: ", for the trip",
  resume: ", after sleep",
  recovery: ", going on",
};

/** Changes that differ in nothing but their place are one. */
export const shownChanges = ({ changes }: ModeTurned): readonly KeptChange[] => merged(changes);

const changeWords = ({ title, place, from, to }: KeptChange, arrow: string): string =>
  `${[title, place].filter((word) => word !== "").join(" ")} ${from} ${arrow} ${to}`;
