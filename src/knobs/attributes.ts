// SPDX-License-Identifier: MIT
import { byNumber } from "../by-number.ts";
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** Whether a file is there, without reading it: some reads wake a CPU. */
export const exists = (files: Files, path: string): boolean => files.stat(path).kind === "value";

/** The names in a folder that match, policy2 before policy10; none where there is no such folder. */
export const numbered = (files: Files, folder: string, pattern: RegExp): readonly string[] =>
  valueOr(files.list(folder), [])
    .filter((name) => pattern.test(name))
    .toSorted(byNumber);

/** The words of a file that lists them; none where it cannot be read. */
export const listed = (files: Files, path: string): readonly string[] =>
  valueOr(files.read(path), "")
    .split(/\s+/)
    .filter((word) => word !== "");

/** A file's whole number; undefined for anything else, and where it cannot be read. */
export const numberIn = (files: Files, path: string): number | undefined => wholeNumber(valueOr(files.read(path), ""));

/** "2400000" as a number; undefined for what is not a plain whole number. */
export const wholeNumber = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);
