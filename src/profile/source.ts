// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import type { FileStat, Files } from "../machine/doors.ts";
import { invalid, type Mistakes, wholeFile } from "./mistake.ts";

/** A file's text as it was found. */
export interface SourceText {
  readonly kind: "text";
  readonly text: string;
}

/** As much as `Files.read` gives; a text of that size may have been cut. */
const MOST_BYTES = 64 * 1024;

/**
 * Reads a file that a user wrote. `asRoot`: one that somebody other than root can change is not used, since what it says
 * is done with root's rights.
 */
export function readSource(files: Files, path: string, asRoot: boolean): SourceText | Mistakes | { readonly kind: "absent" } {
  const danger = asRoot ? findDanger(files, path) : undefined;
  if (danger !== undefined) return unsafe(path, danger);
  const text = files.read(path);
  if (text.kind === "absent") return text;
  if (text.kind === "error") return invalid(path, [wholeFile(`cannot be read (${text.code})`)]);
  // One byte less: reading takes a final newline off.
  if (Buffer.byteLength(text.value) >= MOST_BYTES - 1) return invalid(path, [wholeFile("is too large: 64 KiB is the limit")]);
  return { kind: "text", text: text.value };
}

interface Danger {
  readonly where: string;
  readonly why: string;
}

/** The file, its folder and, behind a link, the folder of the file itself: whoever can write one of them decides what is read. */
function findDanger(files: Files, path: string): Danger | undefined {
  const target = files.resolve(path);
  const folders = [path, ...(target.kind === "value" ? [target.value] : [])].map((file) => dirname(file));
  for (const where of new Set([path, ...folders])) {
    const stat = files.stat(where);
    if (stat.kind === "error") return { where, why: `cannot be examined (${stat.code})` };
    const why = stat.kind === "value" ? whyUnsafe(stat.value) : undefined;
    if (why !== undefined) return { where, why };
  }
  return undefined;
}

function whyUnsafe({ uid, mode }: FileStat): string | undefined {
  if (uid !== 0) return `belongs to another user (${uid})`;
  if ((mode & 0o002) !== 0) return "can be written by everyone";
  return (mode & 0o020) !== 0 ? "can be written by its group" : undefined;
}

function unsafe(path: string, { where, why }: Danger): Mistakes {
  const subject = where === path ? "it" : where;
  const message = `is not used by root, because ${subject} ${why}; to allow it: chown root ${where} && chmod go-w ${where}`;
  return { kind: "mistakes", code: "PROFILE_UNSAFE", path, mistakes: [wholeFile(message)] };
}
