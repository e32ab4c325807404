// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { observe, remember, startForecast } from "../../src/forecast/forecast-state.ts";
import type { Memory } from "../../src/forecast/memory.ts";
import { asked, type Drain, drained, HOUR, MINUTE, SECOND, seeded, timeOf } from "./discharges.ts";
import { loadOf } from "./random-loads.ts";

/** A make-believe machine and the people who use it. */
interface Machine extends Pick<Drain, "everyMs" | "stepWh" | "tells"> {
  readonly name: string;
  readonly fullWh: number;
  readonly meanW: number;
  /** Standard deviations of ln(draw): from discharge to discharge, over half an hour, over some minutes. */
  readonly swings: readonly [number, number, number];
  /** Two modes, by the hour: what the draw is multiplied with. */
  readonly modes?: readonly [number, number];
  /** The median error that is allowed. */
  readonly most: number;
}

const MACHINES: readonly Machine[] = [
  { name: "a tablet of 2 W", fullWh: 28, meanW: 2.3, swings: [0.15, 0.2, 0.2], most: 0.15 },
  { name: "a desktop replacement of 60 to 90 W", fullWh: 199, meanW: 65, swings: [0.2, 0.2, 0.2], most: 0.2 },
  { name: "an office laptop read every 5 s", fullWh: 50, meanW: 7, swings: [0.2, 0.2, 0.3], everyMs: 5 * SECOND, most: 0.2 },
  {
    name: "energy alone, every 5 minutes",
    fullWh: 45,
    meanW: 8,
    swings: [0.2, 0.2, 0.3],
    everyMs: 5 * MINUTE,
    tells: "energy",
    most: 0.2,
  },
  { name: "a gauge of half a watt-hour, with power", fullWh: 46, meanW: 8, swings: [0.2, 0.2, 0.2], stepWh: 0.5, most: 0.2 },
  { name: "whole percents", fullWh: 40, meanW: 9, swings: [0.2, 0.2, 0.2], everyMs: MINUTE, tells: "percent", most: 0.2 },
  {
    name: "whole percents, every 5 minutes",
    fullWh: 57,
    meanW: 6,
    swings: [0.2, 0.2, 0.2],
    everyMs: 5 * MINUTE,
    tells: "percent",
    most: 0.2,
  },
  {
    name: "a phone with two modes",
    fullWh: 15,
    meanW: 2.5,
    swings: [0.05, 0.1, 0.1],
    modes: [0.5, 1.7],
    everyMs: MINUTE,
    most: 0.45,
  },
  { name: "a draw that hardly moves", fullWh: 50, meanW: 6, swings: [0.05, 0.05, 0.05], most: 0.06 },
];

const RUNS = 10;
const TAUGHT = 4;

/** One discharge's draw in watts, so long after its start. */
const drawOf = ({ meanW, swings, modes }: Machine, random: () => number): ((sinceMs: number) => number) => {
  const [session, slow, quick] = swings;
  return loadOf(
    {
      ...{ meanW, session, modes: modes ?? [], bursts: null, drift: 0 },
      slow: { deviation: slow, tauMs: 30 * MINUTE },
      quick: { deviation: quick, tauMs: 5 * MINUTE },
    },
    random,
  );
};

interface Score {
  readonly error: number;
  readonly isCovered: boolean;
  /** The error of dividing what is there by what is drawn now. */
  readonly divided: number;
}

/** All forecasts of one discharge, held against what came; those for the last ten minutes do not count. */
function scored(
  machine: Machine,
  memory: Memory | null,
  random: () => number,
): { scores: readonly Score[]; memory: Memory | null } {
  const { fullWh } = machine;
  const watts = drawOf(machine, random);
  const seen = drained({ ...machine, forMs: 23 * HOUR, startWh: fullWh * (0.7 + 0.3 * random()), watts });
  const endPercent = Math.round(10 + 40 * random());
  const endMs = seen.find(({ heldWh }) => heldWh <= (fullWh * endPercent) / 100)?.sample.atMs ?? 0;
  let state = startForecast(memory);
  const scores: Score[] = [];
  for (const { sample, heldWh } of seen.filter((one) => one.sample.atMs <= endMs - 10 * MINUTE)) {
    state = observe(state, sample);
    const truthMs = endMs - sample.atMs;
    const { lowMs, medianMs, highMs } = timeOf(asked(state, sample.atMs, { endPercent }));
    const dividedMs = ((heldWh - (fullWh * endPercent) / 100) / watts(sample.atMs)) * HOUR;
    scores.push({
      error: Math.abs(medianMs - truthMs) / truthMs,
      isCovered: lowMs <= truthMs && truthMs <= highMs,
      divided: Math.abs(dividedMs - truthMs) / truthMs,
    });
  }
  return { scores, memory: remember(state) };
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 1;

for (const [index, machine] of MACHINES.entries())
  test(`a machine that was never seen before is forecast well after some discharges: ${machine.name}`, () => {
    const random = seeded(7919 * (index + 1));
    let memory: Memory | null = null;
    const scores: Score[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const result = scored(machine, memory, random);
      memory = result.memory;
      if (run >= TAUGHT) scores.push(...result.scores);
    }
    const error = median(scores.map((one) => one.error));
    const divided = median(scores.map((one) => one.divided));
    const covered = scores.filter((one) => one.isCovered).length / scores.length;
    const told = `error ${error.toFixed(3)}, divided ${divided.toFixed(3)}, covered ${covered.toFixed(2)}`;
    assert.ok(error < machine.most, told);
    assert.ok(error < divided, told);
    assert.ok(covered > 0.55, told);
  });
