// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { systemClock } from "../../src/machine/system-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What Node's timers can wait at once. */
const LONGEST_MS = 2 ** 31 - 1;

test("tells milliseconds since 1970", () => {
  assert.ok(Math.abs(systemClock().now() - Date.now()) < 1000);
});

test("sleeps for the time asked", async () => {
  const start = performance.now();
  await systemClock().sleep(60);
  assert.ok(performance.now() - start >= 58);
});

test("a sleep ends when what it waits for beside the time settles, however", async () => {
  const start = performance.now();
  await systemClock().sleep(60_000, Promise.resolve());
  await systemClock().sleep(60_000, Promise.reject(new Error("ended")));
  assert.ok(performance.now() - start < 5000);
});

test("sleeping for no time, or less, ends at once", async () => {
  await systemClock().sleep(0);
  await systemClock().sleep(-5);
});

test("acts once after the time asked, unless it was stopped", async () => {
  const { after } = systemClock();
  const start = performance.now();
  const acts: string[] = [];
  const stop = after(20, () => acts.push("stopped"));
  stop();
  stop();
  await new Promise<void>((resolve) => {
    after(40, () => {
      acts.push("acted");
      resolve();
    });
  });
  assert.ok(performance.now() - start >= 38);
  assert.deepEqual(acts, ["acted"]);
});

test("waits for a month in as many steps as Node needs, and can be stopped in any", (test) => {
  test.mock.timers.enable({ apis: ["setTimeout"] });
  const acts: string[] = [];
  systemClock().after(30 * DAY_MS, () => acts.push("month"));
  const stop = systemClock().after(30 * DAY_MS, () => acts.push("stopped"));
  test.mock.timers.tick(LONGEST_MS);
  stop();
  test.mock.timers.tick(30 * DAY_MS - LONGEST_MS - 1);
  assert.deepEqual(acts, []);
  test.mock.timers.tick(1);
  assert.deepEqual(acts, ["month"]);
});

test("a month of sleep does not end at once", () => {
  const module = new URL("../../src/machine/system-clock.js", import.meta.url);
  const script = `const { systemClock } = await import("${module}"); await systemClock().sleep(${30 * DAY_MS});`;
  const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { timeout: 1000 });
  assert.equal(signal, "SIGTERM");
});
