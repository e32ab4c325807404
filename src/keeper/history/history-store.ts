// SPDX-License-Identifier: MIT
import type { HistoryRecord } from "../../history/record.ts";
import { lineOf, recordsIn } from "../../history/record-lines.ts";
import { valueOr, type Writing } from "../../machine/reading.ts";
import type { StateFolder } from "../../machine/state-folder.ts";

const [NAME, OLDER] = ["history.jsonl", "history-older.jsonl"] as const;
/** Both files together hold twice that: some three hundred hours on battery. */
const MOST_BYTES = 1024 * 1024;

/** Adds records to those that are kept in a folder; when there are too many, the older half goes. */
export const appendHistory = (folder: Pick<StateFolder, "append">, records: readonly HistoryRecord[]): Writing =>
  folder.append(NAME, records.map((record) => `${lineOf(record)}\n`).join(""), { mostBytes: MOST_BYTES, older: OLDER });

/** All that is kept in a folder, in the order in which it was written; damaged lines are left out. */
export function readHistory(folder: Pick<StateFolder, "read">): readonly HistoryRecord[] {
  const texts = [OLDER, NAME].map((name) => valueOr(folder.read(name), "")).filter(({ length }) => length <= 2 * MOST_BYTES);
  return recordsIn(texts.join("\n"));
}
