// SPDX-License-Identifier: MIT
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../../src/sim/laptop.ts";
import { type Emulator, emulator } from "./emulator.ts";

/** The screen of the simulated laptop on a terminal of its own. */
export interface Tui extends Emulator {
  /** The laptop itself, from outside. */
  readonly laptop: SimulatedLaptop;
  /** Waits until all of it is to be seen at once. */
  sees(...wanted: readonly Wanted[]): Promise<void>;
  /** Presses keys, and waits until all of it is to be seen at once. */
  press(keys: string, ...wanted: readonly Wanted[]): Promise<void>;
  /** What the shell line has written into a file. */
  file(name: string): string;
}

/** What is to be seen on the screen, its lines joined. */
export type Wanted = string | RegExp | ((text: string) => boolean);

export interface TuiOptions {
  /** What the shell runs; `$TUI` is the program. */
  readonly line?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  /** What Alice's home holds before, by path. */
  readonly home?: Readonly<Record<string, string>>;
}

/** As terminals of today send them. */
export const KEYS = {
  up: "\u001b[A",
  down: "\u001b[B",
  home: "\u001b[H",
  end: "\u001b[F",
  pageUp: "\u001b[5~",
  pageDown: "\u001b[6~",
  backTab: "\u001b[Z",
  tab: "\t",
  enter: "\r",
  escape: "\u001b",
  ctrlC: "\u0003",
  ctrlL: "\u000c",
  ctrlZ: "\u001a",
} as const;

const here = import.meta.dirname;
const program = ["exec", process.execPath, "--import", join(here, "alice.js"), join(here, "../../../src/main.js")].join(" ");

/** Opens it (compiled, not bundled) in a home of its own; it ends with the test. */
export async function openTui(test: TestContext, options: TuiOptions = {}): Promise<Tui> {
  const folder = mkdtempSync(join(tmpdir(), "travelmode-test-"));
  for (const [path, text] of Object.entries(options.home ?? {})) put(join(folder, path), text);
  const laptop = openSimulatedLaptop({ folder: join(folder, "state/travelmode/sim/intel") });
  const { line = "$TUI", columns = 80, rows = 24 } = options;
  const terminal = await emulator(test, { line, folder, columns, rows, env: { ...environment(folder), ...options.env } });
  test.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const sees = (...wanted: readonly Wanted[]): Promise<void> =>
    terminal.until((text) => wanted.every((one) => isThere(one, text)));
  return {
    ...terminal,
    ...{ laptop, sees },
    press: (keys, ...wanted) => {
      terminal.type(keys);
      return sees(...wanted);
    },
    file: (name) => readFileSync(join(folder, name), "utf8"),
  };
}

function isThere(wanted: Wanted, text: string): boolean {
  if (typeof wanted === "string") return text.includes(wanted);
  return typeof wanted === "function" ? wanted(text) : wanted.test(text);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const environment = (folder: string): Readonly<Record<string, string>> => ({
  PATH: process.env["PATH"] ?? "",
  TUI: `${program} --sim tui --refresh 1`,
  HOME: folder,
  XDG_STATE_HOME: join(folder, "state"),
  XDG_CONFIG_HOME: join(folder, ".config"),
  TERM: "xterm-256color",
  LC_ALL: "C.UTF-8",
});
