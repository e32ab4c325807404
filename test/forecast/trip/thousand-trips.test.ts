// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { simulatedTrips, summaryOf } from "./thousand-trips.ts";

/** Few enough for every run of the tests; `npm run trips` makes a thousand. */
const TRIPS = 60;

test("on random machines, a trip lands nearly always where full saving from the start would, with at most half of its cost", () => {
  const all = simulatedTrips(TRIPS, 3);
  const [nothing, fixed, trip] = [summaryOf(all, "nothing"), summaryOf(all, "fixed"), summaryOf(all, "trip")];
  const told = JSON.stringify({ nothing, fixed, trip });
  assert.ok(trip.landedOfPossible >= 0.95, told);
  assert.ok(trip.comfort <= 0.5, told);
  assert.ok(trip.landed > fixed.landed && fixed.landed > nothing.landed, told);
  assert.ok(trip.turns < 8, told);
});
