// SPDX-License-Identifier: MIT
import { createHash } from "node:crypto";
import { TravelError } from "../errors.ts";
import type { Failure, Writing } from "../machine/reading.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import { formatJournal, type Journal } from "./journal.ts";
import { JOURNAL, type Loaded } from "./load-journal.ts";
import { restoreScript } from "./restore-script.ts";

const RESTORE_SCRIPT = "restore.sh";

/**
 * A damaged journal is never thrown away: a copy stays beside the new one, and so does its restore.sh, which may know what the journal has
 * lost. Answers the sentences to report. Doing it twice (after a crash in between) leaves one copy of each.
 */
export function keepDamaged(folder: StateFolder, { journal, damage, text }: Loaded): readonly string[] {
  if (damage.length === 0) return [];
  const suffix = `damaged-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
  must(folder, folder.replace(`${JOURNAL}.${suffix}`, text));
  const script = folder.read(RESTORE_SCRIPT);
  const copy = `${RESTORE_SCRIPT}.${suffix}`;
  if (script.kind === "value" && folder.read(copy).kind === "absent") must(folder, folder.replace(copy, script.value));
  if (journal === null) discardJournal(folder);
  return [
    ...damage.map((sentence) => `The journal was damaged: ${sentence}. It is kept as ${folder.path}/${JOURNAL}.${suffix}.`),
    ...(script.kind === "value" ? [`What it had saved can be put back with: sh ${folder.path}/${copy}`] : []),
  ];
}

/** Makes the journal durable, with the way back beside it. Throws JOURNAL_UNWRITABLE: then nothing may be changed. */
export function saveJournal(folder: StateFolder, journal: Journal): void {
  must(folder, folder.replace(RESTORE_SCRIPT, restoreScript(journal)));
  must(folder, folder.replace(JOURNAL, formatJournal(journal)));
}

/** Everything is back: the journal goes last, so that a crash in between leaves one. */
export function discardJournal(folder: StateFolder): void {
  must(folder, folder.remove(RESTORE_SCRIPT));
  must(folder, folder.remove(JOURNAL));
}

function must(folder: StateFolder, writing: Writing): void {
  if (writing.kind === "error") throw unwritable(folder, writing);
}

const unwritable = (folder: StateFolder, { code }: Failure): TravelError =>
  new TravelError(
    "JOURNAL_UNWRITABLE",
    `Cannot write the journal in ${folder.path} (${code}): ${ADVICE[code] ?? "look at that folder"}. Nothing was changed.`,
  );

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: "it belongs to somebody else; look at its owner",
  EDQUOT: "the quota is used up; free some space",
  ENOSPC: "the disk is full; free some space",
  EPERM: "it belongs to somebody else; look at its owner",
  EROFS: "the file system is read-only",
};
