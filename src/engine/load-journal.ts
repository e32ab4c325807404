// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Files } from "../machine/doors.ts";
import { type Failure, valueOr } from "../machine/reading.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import type { Journal } from "./journal.ts";

export const JOURNAL = "journal";

/** The journal as it holds for this boot, and what is to be said about it. */
export interface Loaded {
  readonly journal: Journal | null;
  readonly damage: readonly string[];
  /** It was written before the last boot: its volatile values are gone and forgotten. */
  readonly rebooted: boolean;
  /** As it stands in the file. */
  readonly text: string;
}

/** Reads the journal; changes nothing. Throws JOURNAL_UNREADABLE when it is there but cannot be read at all. */
export async function loadJournal(folder: StateFolder, files: Files): Promise<Loaded> {
  const text = folder.read(JOURNAL);
  if (text.kind === "absent") return { journal: null, damage: [], rebooted: false, text: "" };
  if (text.kind === "error") throw unreadable(folder, text);
  // Without a journal, which is most of the time, nothing is loaded to read one.
  const { parseJournal } = await import("./journal.ts");
  const { journal, damage } = parseJournal(text.value);
  const bootId = currentBoot(files);
  if (journal === null || journal.bootId === bootId) return { journal, damage, rebooted: false, text: text.value };
  return { journal: afterReboot(journal, bootId), damage, rebooted: true, text: text.value };
}

const unreadable = ({ path }: StateFolder, { code }: Failure): TravelError =>
  new TravelError(
    "JOURNAL_UNREADABLE",
    `Cannot read the journal ${path}/${JOURNAL} (${code}): ${ADVICE[code] ?? "look at that file"}. Nothing was changed.`,
  );

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: "its owner may, and root",
  EFBIG: "it is no journal of travelmode's, so move it away",
  EISDIR: "a folder is there, so move it away",
  ELOOP: "a link is there, and none is followed",
  EPERM: "root uses only what root alone may write",
};

/** "" on a machine that does not tell. */
export const currentBoot = (files: Files): string => valueOr(files.read("/proc/sys/kernel/random/boot_id"), "");

/** A reboot undoes volatile values, so they are forgotten; the kept ones are still to be put back. */
const afterReboot = (journal: Journal, bootId: string): Journal => ({
  ...journal,
  bootId,
  entries: journal.entries.filter(({ lasts }) => lasts === "kept"),
});
