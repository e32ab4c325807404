// SPDX-License-Identifier: MIT
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import type { Argv } from "./as-user.ts";
import { describe } from "./files.ts";
import type { ProgramEvents, Stop } from "./live-doors.ts";
import { programEnvironment } from "./program-environment.ts";
import { mapReading, type Reading, value } from "./reading.ts";

const LONGEST_LINE_BYTES = 4096;
const NEWLINE = 10;

/** What a program gets between being asked to end and being killed. */
const GRACE_MS = 2000;

/** How long what a program has printed may still be on its way when it has ended; its own children may keep the pipe open for ever. */
const LAST_WORDS_MS = 500;

/**
 * Starts a program that runs beside us until it ends or is stopped (SIGTERM, then SIGKILL). Its standard input stays open and
 * empty for as long as we live, so that `systemd-inhibit ... cat` ends with us even when we are killed. Longer lines than 4 KiB are cut.
 */
export async function startProgram(argv: Argv, events: ProgramEvents): Promise<Reading<Stop>> {
  return mapReading(await startTalk(argv, events, LONGEST_LINE_BYTES), ({ stop }) => stop);
}

/** A program that runs beside us and is spoken to. */
export interface Talk {
  /** One line of its standard input; nothing happens once it has ended. */
  say(line: string): void;
  readonly stop: Stop;
}

/** The same, with a word to it, and lines as long as is asked for. */
export async function startTalk(
  [program, ...args]: Argv,
  events: ProgramEvents,
  longestLineBytes: number,
): Promise<Reading<Talk>> {
  try {
    const { spawn } = await import("node:child_process");
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"], env: programEnvironment() });
    for (const it of [child, child.stdin]) it.on("error", () => {}); // it has closed its end, or may not be killed: nothing to be done
    const stop = follow(child, child.stdout, { ...events, longestLineBytes });
    await once(child, "spawn");
    return value({ stop, say: (line) => void child.stdin.write(`${line}\n`) });
  } catch (error) {
    return describe(program, error);
  }
}

/** The status that a shell would tell: 128 + its number for a signal. */
export const statusOf = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

interface Following extends ProgramEvents {
  readonly longestLineBytes: number;
}

function follow(child: ChildProcess, stdout: Readable, { onLine, onEnd, longestLineBytes }: Following): Stop {
  let running = true;
  const end = (status: number): void => {
    if (!running) return;
    running = false;
    stdout.destroy();
    onEnd?.(status);
  };
  readLines(stdout, longestLineBytes, (line) => void (running && onLine?.(line)));
  child.once("exit", (code, signal) => {
    const late = setTimeout(() => end(statusOf(code, signal)), LAST_WORDS_MS);
    child.once("close", () => {
      clearTimeout(late);
      end(statusOf(code, signal));
    });
  });
  return () => {
    if (!running) return;
    running = false;
    endNow(child);
  };
}

function readLines(stdout: Readable, longestBytes: number, tell: (line: string) => void): void {
  let line = Buffer.alloc(0);
  stdout.on("data", (chunk: Buffer) => {
    for (let rest = chunk; rest.length > 0; ) {
      const newline = rest.indexOf(NEWLINE);
      const part = newline < 0 ? rest : rest.subarray(0, newline);
      line = Buffer.concat([line, part.subarray(0, longestBytes - line.length)]);
      if (newline < 0) return;
      tell(line.toString("utf8"));
      line = Buffer.alloc(0);
      rest = rest.subarray(newline + 1);
    }
  });
}

/** Neither the program nor the wait for it keeps us here. */
function endNow(child: ChildProcess): void {
  child.stdin?.destroy();
  child.stdout?.destroy();
  child.unref();
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
  child.once("exit", () => clearTimeout(kill));
}
