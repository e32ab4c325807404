// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { hastenedClock } from "../../src/machine/hastened-clock.ts";

test("a hastened clock goes so many times as fast, and sleeps as much less", async () => {
  let nowMs = 1000;
  const sleep = async (ms: number): Promise<void> => {
    nowMs += ms;
  };
  const clock = hastenedClock({ now: () => nowMs, sleep }, 20);
  assert.equal(clock.now(), 1000);
  await clock.sleep(60_000);
  assert.equal(nowMs, 4000);
  assert.equal(clock.now(), 61_000);
});
