// SPDX-License-Identifier: MIT
import { joined, type Saving, withSaving } from "../../forecast/savings.ts";
import { checkedSavings } from "../../forecast/savings-schema.ts";
import type { Writing } from "../../machine/reading.ts";
import type { StateFolder } from "../../machine/state-folder.ts";

const FILE = "savings.json";

/** As many savings as are kept take less; what is larger was not written by us, and is not even parsed. */
const MOST_LENGTH = 128 * 1024;

/** What was found to save here; nothing where the file is missing or damaged. */
export function readSavings(folder: Pick<StateFolder, "read">): readonly Saving[] {
  const text = folder.read(FILE);
  return text.kind === "value" && text.value.length <= MOST_LENGTH ? checkedSavings(parsed(text.value)) : [];
}

/** The same of root's folder and the user's together. */
export const readAllSavings = (folders: readonly Pick<StateFolder, "read">[]): readonly Saving[] =>
  joined(folders.flatMap(readSavings));

/** Keeps one more; a damaged file is written over. */
export const keepSaving = (folder: Pick<StateFolder, "read" | "replace">, saving: Saving): Writing =>
  folder.replace(FILE, `${JSON.stringify({ travelmode: 1, savings: withSaving(readSavings(folder), saving) })}\n`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
