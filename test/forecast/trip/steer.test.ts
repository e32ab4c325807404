// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import * as v from "valibot";
import { type ForecastState, observe, startForecast } from "../../../src/forecast/forecast-state.ts";
import { ladder, type Rung, type Step } from "../../../src/forecast/trip/ladder.ts";
import { steer } from "../../../src/forecast/trip/steer.ts";
import { type Steered, startTrip, type TripLook, type TripState, withGoal } from "../../../src/forecast/trip/trip.ts";
import { TRIP_STATE } from "../../../src/forecast/trip/trip-schema.ts";
import { HOUR, MINUTE, SECOND, sample, seeded } from "../discharges.ts";

const step = (knob: string, watts: number, comfort: number, isMeasured = true): Step => ({
  ...{ knob, wish: "off", comfort, priorW: watts },
  savedW: isMeasured ? { medianW: watts, lowW: watts * 0.8, highW: watts * 1.2 } : null,
});

/** Eight steps of half a watt, the dearest last. */
const eightSteps = (isMeasured: boolean): readonly Rung[] =>
  ladder(Array.from({ length: 8 }, (_, index) => step(`knob ${index}`, 0.5, 0.05 + index / 10, isMeasured)));

const [RUNGS, UNMEASURED] = [eightSteps(true), eightSteps(false)];

/** A machine that draws what `watts` says less what its rung saves in truth, looked at every 30 s. */
interface Course {
  readonly hours: number;
  readonly watts: (sinceMs: number) => number;
  readonly untilMs?: number;
  readonly startWh?: number;
  readonly rungs?: readonly Rung[];
  /** What is saved in truth of each watt that is believed. */
  readonly truth?: number;
  readonly at?: (nowMs: number) => Event;
}

/** What happens at a moment besides. */
interface Event {
  readonly onCharger?: boolean;
  readonly asleep?: boolean;
  readonly untilMs?: number;
}

interface Moment extends Steered {
  readonly nowMs: number;
  readonly heldWh: number;
}

const LOOK = 30 * SECOND;

function steered({
  hours,
  watts,
  startWh = 45,
  rungs = RUNGS,
  truth = 1,
  at = () => ({}),
  untilMs = hours * HOUR,
}: Course): readonly Moment[] {
  let forecast: ForecastState = startForecast(null);
  let trip: TripState = startTrip({ untilMs, reservePercent: 10 });
  let [heldWh, rung, savedW, slept] = [startWh, 0, 0, false];
  const all: Moment[] = [];
  const look = (nowMs: number, drawW: number, { onCharger = false, untilMs: movedMs }: Event): void => {
    const flow = onCharger ? "idle" : "discharging";
    forecast = observe(forecast, sample(nowMs, { flow, energyWh: heldWh, powerW: drawW, savedW, afterGap: slept }));
    if (movedMs !== undefined) trip = withGoal(trip, { ...trip.goal, untilMs: movedMs });
    const made = steer(trip, { nowMs, forecast, endPercent: 2, onCharger, rungs });
    ({ trip, rung, savedW } = made);
    all.push({ ...made, nowMs, heldWh });
  };
  for (let nowMs = 0; nowMs <= hours * HOUR; nowMs += LOOK) {
    const event = at(nowMs);
    const drawW = (): number => (event.asleep === true ? 0.3 : watts(nowMs) - truth * (rungs[rung]?.believedW ?? 0));
    if (event.asleep !== true) look(nowMs, drawW(), event);
    slept = event.asleep === true;
    heldWh = Math.max(0, heldWh - (event.onCharger === true ? 0 : (drawW() * LOOK) / HOUR));
  }
  return all;
}

const turnsOf = (all: readonly Moment[]): readonly Moment[] =>
  all.filter(({ rung }, index) => rung !== (all[index - 1]?.rung ?? 0));

function last(all: readonly Moment[]): Moment {
  const moment = all.at(-1);
  assert.ok(moment);
  return moment;
}

const after = (all: readonly Moment[], ms: number): Moment => {
  const moment = all.find(({ nowMs }) => nowMs >= ms);
  assert.ok(moment);
  return moment;
};

test("where nothing need be saved, nothing is turned", () => {
  const all = steered({ hours: 2, watts: () => 8 });
  assert.equal(turnsOf(all).length, 0);
  assert.equal(after(all, HOUR).verdict, "lasts");
  assert.ok((after(all, HOUR).outlook?.marginMs ?? 0) > 2 * HOUR);
});

test("a trip that needs saving lands with its reserve, and saves no more than it needs", () => {
  const all = steered({ hours: 4.5, watts: () => 10 });
  assert.ok(last(all).heldWh >= 5, `${last(all).heldWh} Wh`);
  for (const { nowMs, rung, verdict } of all)
    if (nowMs > HOUR && nowMs < 3 * HOUR) assert.ok(rung > 0 && rung < 8 && verdict === "saving", `${rung} ${verdict}`);
});

test("what cannot be done is said, with how much is missing, and saved as far as it goes", () => {
  const all = steered({ hours: 9, watts: () => 10 });
  const { verdict, rung, outlook } = after(all, HOUR);
  assert.deepEqual([verdict, rung], ["short", 8]);
  // 30 Wh above the reserve after an hour with 6 W, for 8 h.
  assert.ok(
    outlook !== null && outlook.marginWithAllMs < -1.5 * HOUR && outlook.marginWithAllMs > -3.5 * HOUR,
    JSON.stringify(outlook),
  );
  assert.ok(outlook.chanceWithAll < 0.2);
});

test("savings that do not come are seen, and more is saved instead", () => {
  const asBelieved = after(steered({ hours: 4.5, watts: () => 10, rungs: UNMEASURED }), 3 * HOUR);
  const all = steered({ hours: 4.5, watts: () => 10, rungs: UNMEASURED, truth: 0.4 });
  const { trip, rung, savedW } = after(all, 3 * HOUR);
  assert.ok(rung > asBelieved.rung, `${rung} after ${asBelieved.rung}`);
  assert.ok(savedW < 0.9 * (UNMEASURED[rung]?.believedW ?? 0), `${savedW} W are believed in rung ${rung}`);
  assert.ok(trip.beliefs.length > 0);
});

test("what was never measured is used and not promised", () => {
  const [first] = steered({ hours: 5.5, watts: () => 10, rungs: UNMEASURED });
  assert.ok(first && first.rung > 0 && first.outlook);
  assert.ok(first.outlook.chanceWithAll >= first.outlook.chance);
  assert.equal(UNMEASURED.at(-1)?.promisedW, 0);
});

test("on a charger it rests, and afterwards it is planned anew", () => {
  const all = steered({ hours: 4.5, watts: () => 10, at: (nowMs) => ({ onCharger: nowMs >= HOUR && nowMs < 2 * HOUR }) });
  const { verdict, rung, why } = after(all, 1.5 * HOUR);
  assert.deepEqual([verdict, rung, why], ["paused", 0, "charger"]);
  assert.equal(after(all, 2 * HOUR).why, "unplugged");
  assert.notEqual(after(all, 2 * HOUR).verdict, "paused");
});

test("a goal that is moved is planned for at once", () => {
  const all = steered({
    hours: 5,
    watts: () => 10,
    untilMs: 3 * HOUR,
    at: (nowMs) => (nowMs === HOUR ? { untilMs: 4.7 * HOUR } : {}),
  });
  assert.equal(after(all, HOUR - MINUTE).rung, 0);
  const moved = after(all, HOUR);
  assert.ok(moved.rung > 0, `${moved.rung}`);
  assert.equal(moved.why, "goal-moved");
});

test("after sleep it goes on with what is left", () => {
  const all = steered({ hours: 6, watts: () => 10, at: (nowMs) => ({ asleep: nowMs >= HOUR && nowMs < 4 * HOUR }) });
  assert.ok(after(all, HOUR - MINUTE).rung > 0);
  assert.equal(after(all, 5 * HOUR).rung, 0);
});

test("who is late keeps the saving for an hour; a charger, or that hour, ends it", () => {
  const late = steered({ hours: 6, untilMs: 4 * HOUR, watts: () => 9, startWh: 40 });
  assert.equal(after(late, 4 * HOUR).verdict, "overdue");
  assert.equal(after(late, 4.9 * HOUR).rung, after(late, 4 * HOUR - MINUTE).rung);
  assert.deepEqual([last(late).verdict, last(late).rung], ["over", 0]);
  const arrived = steered({ hours: 4.5, untilMs: 4 * HOUR, watts: () => 9, at: (nowMs) => ({ onCharger: nowMs > 4.2 * HOUR }) });
  assert.equal(last(arrived).verdict, "over");
});

test("a trip that is taken up after its moment is over at once, and one before it goes on", () => {
  const look = { forecast: startForecast(null), endPercent: 2, onCharger: false, rungs: RUNGS };
  const trip = startTrip({ untilMs: HOUR, reservePercent: 10 });
  assert.equal(steer(trip, { ...look, nowMs: 2 * HOUR }).verdict, "over");
  assert.equal(steer(trip, { ...look, nowMs: MINUTE }).verdict, "waiting");
  assert.equal(steer(trip, { ...look, nowMs: MINUTE, onCharger: true }).verdict, "paused");
});

test("a trip can be kept as JSON, and goes on from there", () => {
  const { trip, nowMs } = after(steered({ hours: 4.5, watts: () => 10, truth: 0.5 }), 2 * HOUR);
  const look: TripLook = { nowMs, forecast: startForecast(null), endPercent: 2, onCharger: false, rungs: RUNGS };
  const kept = v.parse(TRIP_STATE, JSON.parse(JSON.stringify(trip)));
  assert.deepEqual(steer(kept, look), steer(trip, look));
});

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

test("with a load that only flickers, it turns back a few times at most, whatever is asked and whatever the savings are worth", () => {
  fc.assert(
    fc.property(
      seeds,
      fc.double({ min: 3, max: 7, noNaN: true }),
      fc.double({ min: 0.3, max: 1.5, noNaN: true }),
      (seed, hours, truth) => {
        const random = seeded(seed);
        const flicker = Array.from({ length: 7 * 60 }, () => 7 + 6 * random());
        const all = steered({ hours, truth, watts: (ms) => flicker[Math.floor(ms / MINUTE)] ?? 10 });
        const { trip } = last(all);
        // Loosened at 0:15, 1:20 and 5:25 at the earliest, and each time in vain.
        assert.ok(trip.reversals <= 6, `${trip.reversals} reversals`);
        assert.ok(turnsOf(all).length <= 14, `${turnsOf(all).length} turns`);
      },
    ),
    { numRuns: 15 },
  );
});

test("whatever is drawn, it is not turned more often than every five minutes, and less often loosened each time that was in vain", () => {
  fc.assert(
    fc.property(seeds, fc.double({ min: 2, max: 8, noNaN: true }), (seed, hours) => {
      const random = seeded(seed);
      const loads = Array.from({ length: 60 }, () => 4 + 26 * random());
      const all = steered({ hours, watts: (ms) => loads[Math.floor(ms / (10 * MINUTE))] ?? 10 });
      const turns = turnsOf(all);
      for (const [index, { nowMs }] of turns.entries())
        assert.ok(index === 0 || nowMs - (turns[index - 1]?.nowMs ?? 0) >= 5 * MINUTE, `${nowMs}`);
      assert.ok(last(all).trip.reversals <= 2 + 2 * Math.log2(1 + (hours * HOUR) / (20 * MINUTE)), `${last(all).trip.reversals}`);
    }),
    { numRuns: 15 },
  );
});

const oddNumber = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1e300);

test("odd numbers make no odd numbers", () => {
  fc.assert(
    fc.property(oddNumber, oddNumber, oddNumber, oddNumber, (watts, comfort, end, until) => {
      const rungs = ladder([step("odd", watts, comfort), step("sound", 1, 0.1)]);
      const forecast = [0, 1, 2, 3]
        .map((minute) => sample(minute * MINUTE, { savedW: watts }))
        .reduce(observe, startForecast(null));
      const trip = startTrip({ untilMs: until, reservePercent: end });
      const made = steer(trip, { nowMs: 3 * MINUTE, forecast, endPercent: end, onCharger: false, rungs });
      assert.ok(Number.isInteger(made.rung) && made.rung >= 0 && made.rung < rungs.length);
      assert.ok(Number.isFinite(made.savedW) && made.savedW >= 0, `${made.savedW}`);
      const chances = [made.outlook?.chance ?? 0, made.outlook?.chanceWithout ?? 0, made.outlook?.chanceWithAll ?? 0];
      for (const chance of chances) assert.ok(chance >= 0 && chance <= 1, `${chance}`);
    }),
  );
});

test("a machine that draws, holds and saves so many times as much is steered alike", () => {
  fc.assert(
    fc.property(fc.constantFrom(0.25, 4), fc.double({ min: 3, max: 6, noNaN: true }), (factor, hours) => {
      const rungsOf = (times: number) =>
        ladder(Array.from({ length: 8 }, (_, index) => step(`${index}`, 0.5 * times, 0.1 + index / 10)));
      const first = (times: number): number => {
        const told = { energyWh: 45 * times, energyFullWh: 50 * times, powerW: 10 * times };
        const forecast = [0, 1, 2].map((minute) => sample(minute * MINUTE, told)).reduce(observe, startForecast(null));
        const trip = startTrip({ untilMs: hours * HOUR, reservePercent: 10 });
        return steer(trip, { nowMs: 2 * MINUTE, forecast, endPercent: 2, onCharger: false, rungs: rungsOf(times) }).rung;
      };
      assert.equal(first(factor), first(1));
    }),
  );
});
