// SPDX-License-Identifier: MIT
import { isatty } from "node:tty";
import { EXIT } from "../errors.ts";
import { type Look, lookFor } from "../text/look.ts";

/** Where a command prints, and whom it may ask. */
export interface Terminal {
  /** A line for standard output. */
  out(line: string): void;
  /** A line for standard error. */
  err(line: string): void;
  readonly look: Look;
  /** Shows how far something is, in a line on standard error that the next one replaces; "" takes it away. Missing where no terminal shows it. */
  readonly progress?: (line: string) => void;
  /** The kind of terminal (TERM), where a full screen can be shown; missing for a pipe, and for one that can only print. */
  readonly screen?: string;
  /**
   * Asks the person at the terminal; missing where nobody is. The answer in lower case, "" for a bare Enter, an end
   * of input, or silence for `waitMs`.
   */
  readonly ask?: (question: string, waitMs?: number) => Promise<string>;
  /** While another program has the terminal: Ctrl-C and Ctrl-\ are for that program, and do not end this one before it. */
  lend<T>(use: () => Promise<T>): Promise<T>;
  /**
   * While something is turned that must be put back by this process itself: Ctrl-C, SIGTERM and a closed terminal do not end it, but settle
   * the promise. A second one does not end it half-way, either.
   */
  untilStopped<T>(act: (stopped: Promise<void>) => Promise<T>): Promise<T>;
}

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** The terminal of this process. */
export function openTerminal(streams: Streams, env: Readonly<Record<string, string | undefined>>): Terminal {
  outliveBrokenOutput(streams);
  const { TERM = "dumb" } = env;
  const output = {
    // A serial line may not know its size: then it is 0.
    ...(isatty(0) && isatty(1) && streams.stdout.columns > 0 && TERM !== "" && TERM !== "dumb" ? { screen: TERM } : {}),
    out: (line: string): void => void streams.stdout.write(`${line}\n`),
    err: (line: string): void => void streams.stderr.write(`${line}\n`),
    look: lookFor(streams.stdout, env),
    ...(isatty(2) && TERM !== "" && TERM !== "dumb" ? { progress: progressOn(streams.stderr) } : {}),
    lend: outliveKeys,
    untilStopped,
  };
  // Touching process.stdin costs 3 ms of start-up: its descriptor is asked instead.
  const somebodyThere = isatty(0) && isatty(2);
  return somebodyThere ? { ...output, ask: (question, waitMs) => askLine(streams, question, waitMs) } : output;
}

/** Back to the line's beginning, and what was there erased (ECMA-48: EL). */
const progressOn =
  (stderr: NodeJS.WriteStream) =>
  (line: string): void =>
    void stderr.write(`\r\u001b[K${line}`);

/**
 * Nothing is left half-way because nobody can read about it. A reader that leaves early (`| head`) is no fault; a report that is lost
 * (a full disk) is one, whatever was done.
 */
function outliveBrokenOutput({ stdout, stderr }: Streams): void {
  stdout.on("error", () => undefined);
  stderr.on("error", () => undefined);
  stdout.once("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return;
    stderr.write(`travelmode: cannot write to standard output (${code}); what was done stands\n`);
    process.once("exit", () => {
      process.exitCode = EXIT.failed;
    });
  });
}

const KEYS = ["SIGINT", "SIGQUIT"] as const;

async function outliveKeys<T>(use: () => Promise<T>): Promise<T> {
  const ignore = (): void => undefined;
  for (const signal of KEYS) process.on(signal, ignore);
  try {
    return await use();
  } finally {
    for (const signal of KEYS) process.off(signal, ignore);
  }
}

const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

async function untilStopped<T>(act: (stopped: Promise<void>) => Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const heard = (): void => stop();
  for (const signal of ENDINGS) process.on(signal, heard);
  try {
    return await act(stopped);
  } finally {
    for (const signal of ENDINGS) process.off(signal, heard);
  }
}

/** Questions go to standard error, so that a redirected report stays clean; Ctrl-C stays the signal that it is. */
async function askLine(streams: Streams, question: string, waitMs?: number): Promise<string> {
  const { createInterface } = await import("node:readline");
  return new Promise((resolve) => {
    const lines = createInterface({ input: streams.stdin, output: streams.stderr, terminal: false });
    const timer = waitMs === undefined ? undefined : setTimeout(() => lines.close(), waitMs);
    let answer = "";
    lines.once("line", (line) => {
      answer = line.trim().toLowerCase();
      lines.close();
    });
    lines.once("close", () => {
      clearTimeout(timer);
      streams.stdin.unref();
      resolve(answer);
    });
    streams.stdin.ref();
    streams.stderr.write(question);
  });
}
