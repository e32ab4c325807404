// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { IBufferCell, Terminal } from "@xterm/headless";
import xterm from "@xterm/headless";

/** A program on a terminal of its own: a real one of the kernel, drawn by xterm's own code. */
export interface Emulator {
  /** Presses keys: their bytes, as a terminal sends them. */
  type(keys: string): void;
  /** The lines that are to be seen, without the spaces behind them. */
  screen(): readonly string[];
  /** The lines that have left a normal screen at the top, and those that are to be seen. */
  scrolled(): readonly string[];
  /** What stands at a place, counted from 0; undefined beyond the edge. */
  cell(row: number, column: number): IBufferCell | undefined;
  /** Whether a line goes on from the one before, as it was too long. */
  isWrapped(row: number): boolean;
  modes(): Modes;
  /** All that the program has written so far. */
  written(): string;
  resize(columns: number, rows: number): void;
  /** Waits until the screen stands still and shows this. Fails with the screen that stood there instead. */
  until(predicate: (text: string) => boolean): Promise<void>;
  /** Closes the terminal, as a window that is closed. */
  hangUp(): void;
  /** The exit status of the shell line. */
  readonly ended: Promise<number | null>;
}

/** What a program may have switched on and must switch off. */
export interface Modes {
  readonly alternate: boolean;
  readonly cursor: boolean;
  readonly focus: boolean;
  readonly mouse: boolean;
}

export interface Running {
  /** A line for the shell: a constant of the test, never made of anything from outside. */
  readonly line: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** Begins the line on a new terminal; both end with the test. */
export async function emulator(test: TestContext, { line, folder, env, columns = 80, rows = 24 }: Running): Promise<Emulator> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
  const shell = spawn("script", ["-qfec", `tty >tty; stty rows ${rows} cols ${columns}; ${line}`, "/dev/null"], {
    cwd: folder,
    env: { ...env, SHELL: "/bin/sh" },
  });
  const ended = once(shell, "close").then(([status]: unknown[]) => (typeof status === "number" ? status : null));
  test.after(async () => {
    shell.kill("SIGKILL");
    await ended;
    terminal.dispose();
  });
  const still = watchOutput(shell, terminal);
  shell.stdin.on("error", () => undefined);
  terminal.onData((answer) => shell.stdin.write(answer));
  const isCursorShown = watchCursor(terminal);
  return {
    type: (keys) => void shell.stdin.write(keys),
    screen: () => linesOf(terminal, terminal.buffer.active.baseY),
    scrolled: () => linesOf(terminal, 0),
    cell: (row, column) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.getCell(column),
    isWrapped: (row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.isWrapped ?? false,
    modes: () => ({
      alternate: terminal.buffer.active.type === "alternate",
      cursor: isCursorShown(),
      focus: terminal.modes.sendFocusMode,
      mouse: terminal.modes.mouseTrackingMode !== "none",
    }),
    written: still.written,
    resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows);
      const path = readFileSync(join(folder, "tty"), "utf8").trim();
      execFileSync("stty", ["-F", path, "rows", String(toRows), "cols", String(toColumns)]);
    },
    until: (predicate) =>
      still.until(
        () => predicate(linesOf(terminal, terminal.buffer.active.baseY).join("\n")),
        () => linesOf(terminal, 0).join("\n"),
      ),
    hangUp: () => void shell.kill("SIGKILL"),
    ended,
  };
}

/** A picture comes in pieces: it is whole when nothing has followed for so long. */
const STILL_MS = 40;
/** Far more than any machine needs, so that only what never comes is missed. */
const LIMIT_MS = 30_000;

/** The program's output, into the terminal; and whoever waits for a picture. */
function watchOutput(shell: ChildProcessWithoutNullStreams, terminal: Terminal) {
  let [written, waiting]: [string, () => void] = ["", () => {}];
  let quiet: NodeJS.Timeout | undefined;
  const heard = (bytes: Buffer): void => {
    written += bytes.toString("latin1");
    clearTimeout(quiet);
    terminal.write(bytes, () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => waiting(), STILL_MS);
    });
  };
  shell.stdout.on("data", heard);
  shell.stderr.on("data", heard);
  return {
    written: () => written,
    until: (isThere: () => boolean, picture: () => string): Promise<void> =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new assert.AssertionError({ message: `never came:\n${picture()}` })), LIMIT_MS);
        waiting = () => {
          if (!isThere()) return;
          clearTimeout(limit);
          waiting = () => {};
          resolve();
        };
        quiet = setTimeout(() => waiting(), STILL_MS);
      }),
  };
}

/** DECTCEM: xterm's interface does not tell, but lets one listen. */
function watchCursor(terminal: Terminal): () => boolean {
  let isShown = true;
  const listen = (final: "h" | "l"): void =>
    void terminal.parser.registerCsiHandler({ prefix: "?", final }, (params) => {
      if (params.includes(25)) isShown = final === "h";
      return false;
    });
  listen("h");
  listen("l");
  return () => isShown;
}

function linesOf({ buffer: { active }, rows }: Terminal, from: number): readonly string[] {
  return Array.from(
    { length: active.baseY + rows - from },
    (_, row) =>
      active
        .getLine(from + row)
        ?.translateToString()
        .trimEnd() ?? "",
  );
}
