// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { mapReading, type RawText, rawText } from "../machine/reading.ts";
import type { Setting, Way } from "./knob.ts";

/** What differs between two settings that are one kernel file each; the rest of a `Setting` passes through. */
export interface FileSettingParts extends Omit<Setting, "id" | "restoreRank" | "read" | "show" | "ways"> {
  readonly path: string;
  /** The part of the id behind the slash; the place unless given. */
  readonly id?: string;
  readonly restoreRank: number | ((original: RawText) => number);
  /** The name of the way through the file: "sysfs" unless given. */
  readonly way?: string;
  /** The path has a number that the kernel hands out anew. */
  readonly numbered?: true;
  /** Ways to be tried before the file. */
  readonly waysBefore?: readonly Way[];
  /** For a file that does not say what may be written back; the file's text unless given. */
  readonly read?: Setting["read"];
  /** The raw text unless given. */
  readonly show?: Setting["show"];
}

/** A setting that is one kernel file: read and written there, and shown as it is spelt. */
export function fileSetting(files: Files, parts: FileSettingParts): Setting {
  const { path, id = parts.place, restoreRank, way = "sysfs", waysBefore = [], numbered, ...rest } = parts;
  return {
    read: async () => mapReading(files.read(path), rawText),
    show: (raw) => raw,
    ...rest,
    id: `${parts.knob}/${id}`,
    restoreRank: typeof restoreRank === "number" ? () => restoreRank : restoreRank,
    ways: [...waysBefore, { kind: "file", name: way, path, ...(numbered === undefined ? {} : { numbered }) }],
  };
}
