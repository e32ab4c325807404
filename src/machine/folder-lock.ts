// SPDX-License-Identifier: MIT
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { runCommand } from "./child-commands.ts";
import { describe } from "./files.ts";
import { refuseForeign } from "./ownership.ts";
import { failure, type Reading } from "./reading.ts";
import type { Lock, LockedOut } from "./state-folder.ts";

/** Nobody else may open it: a lock can be taken through any descriptor, and a stranger's would shut root out. */
const MODE = 0o600;
const LONGEST_COMMAND = 100;
const OPEN = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

/** How long flock may take beyond the wait that it was asked for. */
const GRACE_MS = 5000;

/**
 * A lock of a folder: flock(2) on its file at that path, taken by flock(1) on a descriptor that we hand down. It lies on the open file that
 * both share, so it stays when flock exits and goes with our process, however that ends. `prepare` makes the folder.
 */
export async function lockFolder(path: string, waitMs: number, prepare: () => void): Promise<Lock | LockedOut> {
  try {
    prepare();
    const descriptor = openLock(path);
    const refusal = await flock(descriptor, waitMs);
    if (refusal === null) return taken(descriptor);
    closeSync(descriptor);
    return refusal;
  } catch (error) {
    const { code, detail = code } = describe(path, error);
    return lockedOut(code, detail);
  }
}

const lockedOut = (code: string, why: string): LockedOut => ({ kind: "locked-out", code, why });

function openLock(path: string): number {
  const descriptor = openSync(path, OPEN, MODE);
  try {
    refuseForeign(path, fstatSync(descriptor));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** flock(1) exits with 1, and no word, when somebody else has the lock. */
async function flock(descriptor: number, waitMs: number): Promise<LockedOut | null> {
  const patience = waitMs < 1 ? ["-n"] : ["-w", (waitMs / 1000).toFixed(3)];
  const end = await runCommand(["flock", ...patience, "3"], { lend: descriptor, timeoutMs: waitMs + GRACE_MS });
  if (end.kind !== "value") return cannotRun(end);
  const { status, stderr } = end.value;
  if (status === 0) return null;
  return status === 1 && stderr === ""
    ? lockedOut("held", holder(descriptor))
    : lockedOut("EIO", `flock failed: ${stderr.trim()}`);
}

function cannotRun(end: Reading<never>): LockedOut {
  const { code, detail = code } = end.kind === "error" ? end : failure("flock", "ENOENT");
  return lockedOut(code, code === "ENOENT" ? "the program flock (package util-linux) is missing" : detail);
}

/** Writes down who holds it, for the one who waits; the lock holds even where that cannot be written. */
function taken(descriptor: number): Lock {
  sign(descriptor, `${process.pid} ${command()}\n`);
  let held = true;
  return {
    kind: "lock",
    release() {
      if (!held) return;
      held = false;
      sign(descriptor, "");
      closeSync(descriptor);
    },
  };
}

function sign(descriptor: number, text: string): void {
  try {
    ftruncateSync(descriptor);
    writeSync(descriptor, text, 0);
  } catch {
    // A full disk.
  }
}

/** As it was typed, fit for one line of somebody else's terminal. */
const command = (): string =>
  ["travelmode", ...process.argv.slice(2)]
    .join(" ")
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, LONGEST_COMMAND);

/** What the file says may be of a holder that crashed: it counts only while that process is alive. */
function holder(descriptor: number): string {
  const [, pid = "", by = ""] = /^([1-9]\d*) (.*)$/m.exec(readFileSync(descriptor, "utf8")) ?? [];
  return pid !== "" && isAlive(Number(pid)) ? `process ${pid} (${by})` : "another process";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
