// SPDX-License-Identifier: MIT
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Files } from "../../src/machine/doors.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { tree } from "../fakes/tree.ts";

const SUPPLIES = "/sys/class/power_supply";

/** A dump's lines as files (absolute path to text) and as reads that fail (absolute path to errno). */
export interface Dump {
  readonly contents: Readonly<Record<string, string>>;
  readonly failing: Readonly<Record<string, string>>;
}

/** A recorded machine's files, laid out as the kernel shows them. */
export function laptop(test: TestContext, name: string): Files {
  // The tests run from a build folder; the dumps stay beside their sources.
  return lay(test, parseDump(readFileSync(join(process.cwd(), "test/laptops", `${name}.txt`), "utf8")));
}

/** The dump as a tree below a temporary root. */
export function lay(test: TestContext, { contents, failing }: Dump): Files {
  const placeholders = Object.fromEntries(Object.keys(failing).map((path) => [path, ""]));
  return faultyFiles(tree(test, { ...contents, ...placeholders }).files, { read: failing });
}

/**
 * Reads a dump: `path: value` a line; a path without a leading slash lies below /sys/class/power_supply; `!EIO` for a
 * value is a read that fails so; `# ` begins a comment.
 */
export function parseDump(text: string): Dump {
  const contents: Record<string, string> = {};
  const failing: Record<string, string> = {};
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const end = line.indexOf(": ") === -1 ? line.lastIndexOf(":") : line.indexOf(": ");
    const path = line.slice(0, end);
    const value = line.slice(end + 2);
    const at = path.startsWith("/") ? path : `${SUPPLIES}/${path}`;
    if (value.startsWith("!")) failing[at] = value.slice(1);
    else contents[at] = value;
  }
  return { contents, failing };
}
