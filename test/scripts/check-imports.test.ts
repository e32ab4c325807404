// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { type TestContext } from "node:test";
import { temporaryFolder } from "../fakes/tree.ts";

const SCRIPT = join(import.meta.dirname, "../../../scripts/check-imports.mjs");

/** Checks a src folder with these files; answers the exit status and the complaints. */
function check(context: TestContext, sources: Readonly<Record<string, string>>): { status: number | null; complaints: string } {
  const folder = temporaryFolder(context);
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, folder], { encoding: "utf8" });
  return { status, complaints: stderr };
}

const reading = { "machine/reading.ts": "export const value = 1; export type Reading = string;" };

const wrong: readonly [what: string, sources: Readonly<Record<string, string>>, complaint: RegExp][] = [
  [
    "files opened outside machine",
    { "power/a.ts": 'import fs from "node:fs"; export const a = fs;' },
    /node:fs, which only machine and sim may/,
  ],
  [
    "a process started by sim",
    { "sim/a.ts": 'import { spawn } from "node:child_process"; export const a = spawn;' },
    /only machine may/,
  ],
  [
    "blessed outside tui",
    { "cli/a.ts": 'import blessed from "blessed"; export const a = blessed;' },
    /blessed, which only tui may/,
  ],
  [
    "a room below that knows one above",
    {
      ...reading,
      "machine/b.ts": 'import { c } from "../engine/c.ts"; export const b = c;',
      "engine/c.ts": "export const c = 1;",
    },
    /machine may not know engine/,
  ],
  [
    "even a type of a room above",
    { "knobs/b.ts": 'import type { C } from "../engine/c.ts"; export type B = C;', "engine/c.ts": "export type C = 1;" },
    /knobs may not know engine/,
  ],
  [
    "the simulated laptop known to a command",
    { "cli/a.ts": 'export const a = () => import("../sim/b.ts");', "sim/b.ts": "export const b = 1;" },
    /cli may not know sim/,
  ],
  [
    "more than types in a pure room",
    { ...reading, "profile/a.ts": 'import { value } from "../machine/reading.ts"; export const a = value;' },
    /profile may know only types of machine/,
  ],
  [
    "a clock in a pure room",
    { "forecast/a.ts": 'import { performance } from "node:perf_hooks"; export const a = performance;' },
    /forecast is pure/,
  ],
  [
    "the TUI loaded with every command",
    { "cli/a.ts": 'import { b } from "../tui/b.ts"; export const a = b;', "tui/b.ts": "export const b = 1;" },
    /tui only by a dynamic import/,
  ],
  ["a folder that is no room", { "utils/a.ts": "export const a = 1;" }, /utils is not a room/],
  ["a barrel", { ...reading, "machine/all.ts": 'export * from "./reading.ts";' }, /only passes on the exports of others/],
  [
    "a cycle of types",
    {
      "power/a.ts": 'import type { B } from "./b.ts"; export type A = B;',
      "power/b.ts": 'import type { A } from "./a.ts"; export type B = A;',
    },
    /power\/a\.ts: imports itself by way of power\/b\.ts/,
  ],
];

for (const [what, sources, complaint] of wrong) {
  test(`complains about ${what}`, (context) => {
    const { status, complaints } = check(context, sources);
    assert.match(complaints, complaint);
    assert.equal(complaints.trim().split("\n").length, 1);
    assert.equal(status, 1);
  });
}

test("is content with imports from the ground up, types in pure rooms and a TUI loaded late", (context) => {
  const { status, complaints } = check(context, {
    ...reading,
    "main.ts": 'import { run } from "./cli/run.ts"; import { laptop } from "./sim/laptop.ts"; run(laptop);',
    "errors.ts": "export const error = 1;",
    "sim/laptop.ts":
      'import fs from "node:fs"; import { value } from "../machine/reading.ts"; export const laptop = [fs, value];',
    "profile/a.ts":
      'import type { Reading } from "../machine/reading.ts"; import { error } from "../errors.ts"; export const a: Reading = String(error);',
    "cli/run.ts": 'import { a } from "../profile/a.ts"; export const run = (it: unknown) => [it, a, import("../tui/screen.ts")];',
    "tui/screen.ts": 'import blessed from "blessed"; export const screen = blessed;',
  });
  assert.equal(complaints, "");
  assert.equal(status, 0);
});
