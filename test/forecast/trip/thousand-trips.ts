// SPDX-License-Identifier: MIT
import type { Memory } from "../../../src/forecast/memory.ts";
import { steer } from "../../../src/forecast/trip/steer.ts";
import { startTrip, withGoal } from "../../../src/forecast/trip/trip.ts";
import { HOUR, MINUTE, SECOND, seeded } from "../discharges.ts";
import { between, loadOf, oneOf } from "../random-loads.ts";
import { randomMachine, type TripMachine } from "./random-machine.ts";
import { type Arrival, type Journey, lifeMs, type Policy, travel } from "./simulated-trip.ts";

/** Ways to travel that are compared. */
export const WAYS = ["nothing", "fixed", "everything", "trip"] as const;
export type Way = (typeof WAYS)[number];

/** The same journey, made each way. */
export interface Journeys extends Readonly<Record<Way, Arrival>> {
  readonly machine: TripMachine;
  readonly journey: Journey;
}

/** On each machine so many journeys, from which it learns. */
const JOURNEYS_EACH = 5;

/** So many journeys on random machines, with random loads and goals; the same for the same seed. */
export function simulatedTrips(count: number, seed: number): readonly Journeys[] {
  const random = seeded(seed);
  const all: Journeys[] = [];
  while (all.length < count) all.push(...journeysOn(randomMachine(random), random, Math.min(JOURNEYS_EACH, count - all.length)));
  return all;
}

function journeysOn(machine: TripMachine, random: () => number, count: number): readonly Journeys[] {
  let memory = taught(machine, random, oneOf(random, [0, 1, 4, 8]) ?? 0);
  return Array.from({ length: count }, () => {
    const journey = randomJourney(machine, random);
    const went = (policy: Policy | number): Arrival => travel(machine, journey, policy, memory);
    const made = { machine, journey, nothing: went(0), fixed: went(0.5), everything: went(1), trip: went(steered()) };
    memory = made.trip.memory;
    return made;
  });
}

/** What so many discharges in ordinary use have taught. */
function taught(machine: TripMachine, random: () => number, discharges: number): Memory | null {
  let memory: Memory | null = null;
  for (let index = 0; index < discharges; index += 1)
    memory = travel(
      machine,
      { ...ordinary(machine, random), sleep: null, goals: [{ fromMs: 0, untilMs: 10 * HOUR }] },
      watching,
      memory,
    ).memory;
  return memory;
}

const ordinary = (machine: TripMachine, random: () => number) => ({
  ...{ watts: loadOf(machine.habit, random), startShare: between(random, 0.7, 1) },
  reservePercent: Math.round(between(random, machine.endPercent, 15)),
});

/** From a goal that asks for nothing to one that nothing can reach. */
function randomJourney(machine: TripMachine, random: () => number): Journey {
  const begun = ordinary(machine, random);
  const leastMs = lifeMs(machine, begun, 0);
  const untilMs = whole(between(random, 0.5 * leastMs, 1.05 * lifeMs(machine, begun, 1)));
  const moved = { fromMs: whole(between(random, 0.2, 0.8) * untilMs), untilMs: whole(untilMs * between(random, 0.85, 1.1)) };
  const sleep = {
    fromMs: whole(between(random, 0.1, 0.7) * untilMs),
    forMs: whole(between(random, 15, 60) * MINUTE),
    watts: between(random, 0.2, 0.8),
  };
  return {
    ...begun,
    goals: [{ fromMs: 0, untilMs }, ...(random() < 0.15 ? [moved] : [])],
    sleep: random() < 0.15 ? sleep : null,
  };
}

const whole = (ms: number): number => Math.round(ms / (30 * SECOND)) * 30 * SECOND;

const watching: Policy = () => ({ rung: 0, savedW: 0 });

/** The trip as the keeper steers it. */
function steered(): Policy {
  let trip: ReturnType<typeof startTrip> | null = null;
  return (look, goal) => {
    trip ??= startTrip(goal);
    if (trip.goal.untilMs !== goal.untilMs) trip = withGoal(trip, goal);
    const made = steer(trip, look);
    trip = made.trip;
    return made;
  };
}

/** One line of the table. Shares are from 0 to 1. */
export interface Summary {
  readonly landed: number;
  /** Of those journeys that saving everything from the start lands. */
  readonly landedOfPossible: number;
  readonly comfort: number;
  readonly turns: number;
}

export function summaryOf(all: readonly Journeys[], way: Way): Summary {
  const possible = all.filter(({ everything }) => everything.landed);
  const share = (some: readonly Journeys[]): number => mean(some.map((made) => (made[way].landed ? 1 : 0)));
  return {
    ...{ landed: share(all), landedOfPossible: share(possible) },
    comfort: mean(all.map((made) => made[way].comfort)),
    turns: mean(all.map((made) => made[way].turns)),
  };
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
