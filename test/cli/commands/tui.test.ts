// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { tryOut } from "./simulated-laptop.ts";

test("without a terminal the screen is the status, also as travelmode alone would have it", async (t) => {
  const { run } = tryOut(t);
  await run("on flight");
  const { status, out } = await run("tui");
  assert.equal(status, EXIT.done);
  assert.deepEqual(out, (await run("status")).out);
});

test("for a script it is the status's document", async (t) => {
  const { run } = tryOut(t);
  assert.equal(JSON.parse((await run("tui --json")).out.join("\n")).mode, "off");
});

test("a refresh that cannot be is refused", async (t) => {
  const { run } = tryOut(t);
  for (const typed of ["0", "fast", "1e9"]) assert.equal((await run(`tui --refresh ${typed}`)).status, EXIT.usage, typed);
});
