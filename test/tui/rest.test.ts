// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { costMeter } from "../../src/tui/cost-meter.ts";
import { restKeeper } from "../../src/tui/rest.ts";
import { fakeClock } from "../fakes/live-machine.ts";

function watched() {
  const clock = fakeClock();
  const told: boolean[] = [];
  return { clock, told, rest: restKeeper({ after: clock.after }, (resting) => void told.push(resting)) };
}

const MINUTE_MS = 60_000;

test("without the focus, ten minutes without a key are enough", async () => {
  const { clock, told, rest } = watched();
  rest.focused(false);
  await clock.advance(9 * MINUTE_MS);
  rest.touched();
  await clock.advance(9 * MINUTE_MS);
  assert.deepEqual(told, []);
  await clock.advance(MINUTE_MS);
  assert.deepEqual(told, [true]);
});

test("with the focus, or on a terminal that does not tell, somebody may watch for an hour without a key", async () => {
  const { clock, told } = watched();
  await clock.advance(59 * MINUTE_MS);
  assert.deepEqual(told, []);
  await clock.advance(MINUTE_MS);
  assert.deepEqual(told, [true]);
});

test("the focus that comes back ends the rest", async () => {
  const { clock, told, rest } = watched();
  rest.focused(false);
  await clock.advance(10 * MINUTE_MS);
  rest.focused(true);
  assert.deepEqual(told, [true, false]);
});

test("the screen's cost is that of the last minute, and none before there are two looks", () => {
  let [nowMs, cpuS] = [0, 1];
  const cost = costMeter({ ownCost: () => ({ cpuS, memoryMb: 60 }) }, () => nowMs);
  assert.equal(cost(), null);
  [nowMs, cpuS] = [30_000, 1.3];
  assert.equal(cost()?.cpuPercent.toFixed(2), "1.00");
  [nowMs, cpuS] = [90_000, 1.3];
  assert.equal(cost()?.cpuPercent, 0);
});
