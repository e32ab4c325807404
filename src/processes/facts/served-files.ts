// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import type { OpenFile } from "./open-files.ts";

/**
 * What hangs for everybody while these do not answer: the file systems that they serve, by mount point; disks; and whatever asks them
 * whether a file may be opened. Null where their open files are not known.
 */
export function servedFiles(files: Files, opened: readonly OpenFile[] | null): readonly string[] | null {
  if (opened === null) return null;
  return [...new Set(opened.flatMap((file) => served(files, file)))];
}

function served(files: Files, file: OpenFile): readonly string[] {
  if (file.target === "/dev/fuse") return mountPoints(files, file);
  if (/^\/dev\/(?:cuse|nbd\d+|ublkc\d+)$/u.test(file.target)) return [file.target];
  return file.target === "anon_inode:[fanotify]" && mayRefuse(files, file) ? ["the opening of files (fanotify)"] : [];
}

/** FAN_CLASS_CONTENT and FAN_CLASS_PRE_CONTENT of linux/fanotify.h: who opens a file waits for an answer. Indexers only listen. */
const ASKED_CLASSES = 0x0c;

function mayRefuse(files: Files, file: OpenFile): boolean {
  const flags = /^fanotify flags:([0-9a-f]+)/mu.exec(informationOf(files, file))?.[1];
  return flags === undefined || (Number.parseInt(flags, 16) & ASKED_CLASSES) !== 0;
}

/** The kernel tells the connection, which is the device's minor number, from 6.11 on; before, any of them may be this one's. */
function mountPoints(files: Files, file: OpenFile): readonly string[] {
  const connection = /^fuse_connection:\s*(\d+)/mu.exec(informationOf(files, file))?.[1];
  const mounts = parseFuseMounts(valueOr(files.read("/proc/self/mountinfo"), ""));
  const own = mounts.filter(({ minor }) => connection === undefined || minor === connection);
  return own.length === 0 ? ["/dev/fuse"] : own.map(({ path }) => path);
}

const informationOf = (files: Files, { pid, descriptor }: OpenFile): string =>
  valueOr(files.read(`/proc/${pid}/fdinfo/${descriptor}`), "");

interface FuseMount {
  readonly minor: string;
  readonly path: string;
}

/** "94 31 0:52 / /run/user/1000/gvfs rw,nosuid shared:3 - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000" (proc_pid_mountinfo(5)). */
const parseFuseMounts = (text: string): readonly FuseMount[] =>
  [...text.matchAll(/^\d+ \d+ \d+:(\d+) \S+ (\S+) .*? - fuse(?:\.\S+|blk)? /gmu)].map(([, minor = "", path = ""]) => ({
    minor,
    path: unescaped(path),
  }));

/** Blanks, tabs, newlines and backslashes are written as octal numbers. */
const unescaped = (path: string): string =>
  path.replace(/\\([0-7]{3})/gu, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
