// SPDX-License-Identifier: MIT
import { observe, remember, startForecast } from "../../../src/forecast/forecast-state.ts";
import type { Memory } from "../../../src/forecast/memory.ts";
import type { Sample } from "../../../src/forecast/sample.ts";
import { ladder, type Rung } from "../../../src/forecast/trip/ladder.ts";
import type { TripLook } from "../../../src/forecast/trip/trip.ts";
import { flowFor } from "../../../src/sim/physics.ts";
import type { PackState } from "../../../src/sim/state.ts";
import { HOUR, SECOND } from "../discharges.ts";
import type { TripMachine } from "./random-machine.ts";

/** One journey: the draw without any saving, where the battery starts, and what is asked of it. */
export interface Journey {
  readonly watts: (sinceMs: number) => number;
  readonly startShare: number;
  readonly reservePercent: number;
  /** When it ends, as is known from the moments `fromMs` on; the first from the start. */
  readonly goals: readonly { readonly fromMs: number; readonly untilMs: number }[];
  readonly sleep: { readonly fromMs: number; readonly forMs: number; readonly watts: number } | null;
}

/** Decides at each look which rung is in force, and what that is believed to save. */
export type Policy = (look: TripLook, goal: { untilMs: number; reservePercent: number }) => { rung: number; savedW: number };

/** A rung that is never left, as a share of the ladder from 0 to 1: nothing is forecast, and nothing learned. */
export type Fixed = number;

/** How a journey went. */
export interface Arrival {
  /** With the reserve, and never down to the level at which the system acts. */
  readonly landed: boolean;
  /** When the reserve was reached; null if it never was. */
  readonly spentMs: number | null;
  /** The mean of what was taken from comfort, of all that can be: 0 to 1. */
  readonly comfort: number;
  readonly turns: number;
  readonly memory: Memory | null;
}

const TICK_MS = 15 * SECOND;
/** The keeper looks so often on battery. */
const LOOK_MS = 30 * SECOND;

/** Drives a machine through a journey, as physics and a keeper would. */
export function travel(machine: TripMachine, journey: Journey, policy: Policy | Fixed, memory: Memory | null): Arrival {
  const rungs = ladder(machine.settings.map(({ step }) => step));
  const saved = rungs.map((rung) => savingsOf(machine, rung));
  const keeper = keeperFor(machine, journey, { policy, rungs, memory });
  let pack: PackState = {
    energyWh: physicalWh(machine, journey.startShare),
    outW: 0,
    smoothW: journey.watts(0),
    charging: false,
  };
  let [taken, awakeMs, atMs] = [0, 0, 0];
  let spentMs: number | null = null;
  for (; atMs < goalAt(journey, atMs) && gaugePercent(machine, pack.energyWh) > machine.endPercent; atMs += TICK_MS) {
    if (gaugePercent(machine, pack.energyWh) < journey.reservePercent) spentMs ??= atMs;
    const sleepW = sleepWattsAt(journey, atMs);
    const isAwake = sleepW === null;
    const rung = keeper.rungAt(atMs, isAwake ? pack : null);
    pack = drained(machine, pack, sleepW ?? drawOf(journey.watts(atMs), saved[rung]));
    taken += isAwake ? comfortOf(rungs, rung) * TICK_MS : 0;
    awakeMs += isAwake ? TICK_MS : 0;
  }
  const landed = atMs >= goalAt(journey, atMs) && gaugePercent(machine, pack.energyWh) >= journey.reservePercent;
  return { landed, spentMs, comfort: taken / Math.max(1, awakeMs), turns: keeper.turns(), memory: keeper.memory() };
}

/** What a rung takes, of all that the last takes: 0 to 1. */
const comfortOf = (rungs: readonly Rung[], rung: number): number => (rungs[rung]?.comfort ?? 0) / (rungs.at(-1)?.comfort || 1);

const goalAt = ({ goals }: Journey, atMs: number): number => goals.findLast(({ fromMs }) => fromMs <= atMs)?.untilMs ?? 0;

/** Whatever is saved, a quarter of the draw stays. */
const drawOf = (loadW: number, savings: ((loadW: number) => number) | undefined): number =>
  Math.max(0.25 * loadW, loadW - (savings?.(loadW) ?? 0));

/** Who has the machine's settings in hand. */
interface Keeper {
  /** The rung in force at a moment; a pack is shown to it while the machine is awake. */
  readonly rungAt: (atMs: number, pack: PackState | null) => number;
  readonly turns: () => number;
  readonly memory: () => Memory | null;
}

interface Steering {
  readonly policy: Policy | Fixed;
  readonly rungs: readonly Rung[];
  readonly memory: Memory | null;
}

const keeperFor = (machine: TripMachine, journey: Journey, { policy, ...known }: Steering): Keeper =>
  typeof policy === "number" ? leftAt(known.rungs, policy) : steering(machine, journey, { ...known, policy });

function leftAt(rungs: readonly Rung[], share: Fixed): Keeper {
  const rung = Math.round(share * (rungs.length - 1));
  return { rungAt: () => rung, turns: () => 0, memory: () => null };
}

function steering(
  machine: TripMachine,
  journey: Journey,
  { policy, rungs, memory }: Steering & { readonly policy: Policy },
): Keeper {
  let forecast = startForecast(memory);
  let [rung, savedW, turns, slept] = [0, 0, 0, false];
  const look = (atMs: number, pack: PackState): void => {
    forecast = observe(forecast, sampleAt(machine, pack, { atMs, savedW, afterGap: slept }));
    const goal = { untilMs: goalAt(journey, atMs), reservePercent: journey.reservePercent };
    const decided = policy({ nowMs: atMs, forecast, endPercent: machine.endPercent, onCharger: false, rungs }, goal);
    turns += decided.rung === rung ? 0 : 1;
    ({ rung, savedW } = decided);
  };
  const rungAt: Keeper["rungAt"] = (atMs, pack) => {
    if (pack !== null && atMs % LOOK_MS === 0) look(atMs, pack);
    slept = pack === null;
    return rung;
  };
  return { rungAt, turns: () => turns, memory: () => remember(forecast) };
}

/** What a rung saves in truth, at a draw. */
function savingsOf({ settings, habit }: TripMachine, { steps }: Rung): (loadW: number) => number {
  const turned = settings.filter(({ step }) => steps.includes(step));
  const sum = (follows: boolean): number =>
    turned.filter(({ followsLoad }) => followsLoad === follows).reduce((all, { watts }) => all + watts, 0);
  const [fixed, following] = [sum(false), sum(true) / habit.meanW];
  return (loadW) => fixed + following * loadW;
}

/** What is drawn asleep; null while awake. */
const sleepWattsAt = ({ sleep }: Journey, atMs: number): number | null =>
  sleep !== null && atMs >= sleep.fromMs && atMs < sleep.fromMs + sleep.forMs ? sleep.watts : null;

function drained({ fullWh }: TripMachine, pack: PackState, drawW: number): PackState {
  const limits = [{ fullWh, mostChargeW: 0, startShare: 0, endShare: 1 }];
  return flowFor({ drawW, chargerW: null, limits }, [pack], TICK_MS / SECOND)[0] ?? pack;
}

/** What is there in truth when the gauge shows this share. */
function physicalWh({ fullWh, cliff }: TripMachine, share: number): number {
  if (cliff === null) return share * fullWh;
  const { belowShare, times } = cliff;
  return fullWh * (share > belowShare ? share - belowShare + belowShare / times : share / times);
}

function gaugePercent({ fullWh, cliff }: TripMachine, energyWh: number): number {
  const share = energyWh / fullWh;
  if (cliff === null) return 100 * share;
  const { belowShare, times } = cliff;
  return 100 * (share > belowShare / times ? share + belowShare - belowShare / times : share * times);
}

function sampleAt(
  machine: TripMachine,
  pack: PackState,
  { atMs, savedW, afterGap }: { atMs: number; savedW: number; afterGap: boolean },
): Sample {
  const { fullWh, stepWh, tells, reading } = machine;
  const percent = gaugePercent(machine, pack.energyWh);
  const heldWh = (percent * fullWh) / 100;
  return {
    ...{ atMs, flow: "discharging", profile: null, savedW, afterGap },
    energyWh: tells === "percent" ? null : Math.round(heldWh / stepWh) * stepWh,
    energyFullWh: tells === "percent" ? null : fullWh,
    percent: tells === "percent" ? Math.round(percent) : null,
    powerW: tells === "energy and power" ? pack.smoothW * reading : null,
  };
}

/** Until the battery is down to the reserve, if nothing but this is ever turned. */
export function lifeMs(machine: TripMachine, journey: Omit<Journey, "goals" | "sleep">, fixed: Fixed): number {
  const untilMs = 23 * HOUR;
  return travel(machine, { ...journey, sleep: null, goals: [{ fromMs: 0, untilMs }] }, fixed, null).spentMs ?? untilMs;
}
