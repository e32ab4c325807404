// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { systemClock } from "../../src/machine/system-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

test("tells milliseconds since 1970", () => {
  assert.ok(Math.abs(systemClock().now() - Date.now()) < 1000);
});

test("sleeps for the time asked", async () => {
  const start = performance.now();
  await systemClock().sleep(60);
  assert.ok(performance.now() - start >= 58);
});

test("sleeping for no time, or less, ends at once", async () => {
  await systemClock().sleep(0);
  await systemClock().sleep(-5);
});

test("a month of sleep does not end at once", () => {
  const module = new URL("../../src/machine/system-clock.js", import.meta.url);
  const script = `const { systemClock } = await import("${module}"); await systemClock().sleep(${30 * DAY_MS});`;
  const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { timeout: 1000 });
  assert.equal(signal, "SIGTERM");
});
