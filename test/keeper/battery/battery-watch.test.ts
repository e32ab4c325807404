// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Sample } from "../../../src/forecast/sample.ts";
import {
  type BatteryWatch,
  isDue,
  isToBeKept,
  startBatteryWatch,
  withSample,
} from "../../../src/keeper/battery/battery-watch.ts";
import { MINUTE, SECOND, sample } from "../../forecast/discharges.ts";

const START = startBatteryWatch("one", null);

const after = (...samples: readonly Sample[]): BatteryWatch =>
  samples.reduce((watch, one) => withSample(watch, one, null), START);

test("of a burst of looks the first is a sample, and what has changed", () => {
  const watch = after(sample(MINUTE));
  const due = (atMs: number, more: Partial<Sample> = {}): boolean => isDue(watch, sample(atMs, more));
  assert.ok(isDue(START, sample(0)));
  assert.deepEqual([due(MINUTE + SECOND), due(MINUTE + 29 * SECOND), due(MINUTE + 30 * SECOND)], [false, false, true]);
  assert.ok(due(MINUTE + SECOND, { flow: "charging" }));
  assert.ok(due(MINUTE + SECOND, { profile: "flight" }));
  assert.ok(due(MINUTE + SECOND, { afterGap: true }));
  assert.ok(due(0), "a clock that was set back");
});

test("what was learned is to be kept at the end of a discharge, and each half hour of one; not on a charger", () => {
  const watch = after(sample(0), sample(MINUTE));
  const keptAfter = (one: Sample): boolean => isToBeKept(watch, withSample(watch, one, null));
  assert.ok(!keptAfter(sample(29 * MINUTE)));
  assert.ok(keptAfter(sample(30 * MINUTE)));
  assert.ok(keptAfter(sample(2 * MINUTE, { flow: "idle" })));
  assert.ok(keptAfter(sample(-MINUTE)), "a clock that was set back");
  const plugged = after(sample(0), sample(MINUTE, { flow: "charging" }));
  assert.ok(!isToBeKept(plugged, withSample(plugged, sample(90 * MINUTE, { flow: "charging" }), null)));
  assert.ok(
    !isToBeKept(plugged, withSample(plugged, sample(90 * MINUTE), null)),
    "a discharge that begins has taught nothing yet",
  );
});
