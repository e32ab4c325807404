// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import { merged } from "./change-table.ts";
import { fittingLines } from "./fitting-lines.ts";
import type { Look } from "./look.ts";
import { tableLines } from "./table.ts";

/**
 * Saved value, applied value and value now of each setting that is not minor. By which way each was turned is in the JSON document;
 * here there is only room for what counts.
 */
export function heldTable(settings: readonly SettingStatus[], look: Look): readonly string[] {
  const rows = settings.filter(({ minor }) => !minor).map((one) => heldRow(one, look));
  return rows.length === 0 ? [] : fittingLines(merged(rows), heldRowLines, look);
}

interface HeldRow {
  readonly title: string;
  readonly place: string;
  readonly way: string;
  /** "80 % → 40 %" */
  readonly values: string;
  readonly now: string;
}

const heldRow = ({ title, place, way, original, value, now }: SettingStatus, { signs }: Look): HeldRow => ({
  title,
  place,
  way,
  values: `${original} ${signs.arrow} ${value}`,
  now: now ?? signs.unknown,
});

function heldRowLines(rows: readonly HeldRow[], look: Look): readonly string[] {
  const head = ["SETTING", "", `SAVED ${look.signs.arrow} APPLIED`, "NOW"];
  const cells = rows.map(({ title, place, values, now }) => [title, place, values, now]);
  return tableLines([{ gives: 3 }, { gives: 1 }, { gives: 2 }, {}], [head, ...cells], look);
}
