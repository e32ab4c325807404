// SPDX-License-Identifier: MIT
import { advance } from "./advance.ts";
import { type Charge, chargeWith } from "./charge.ts";
import { beginDischarge, type Discharge } from "./discharge.ts";
import { learned, type Memory } from "./memory.ts";
import { type Background, gaugeRatio, priorFor } from "./prior.ts";
import { levelOf, powerOf, type Sample } from "./sample.ts";
import { ratePerHour } from "./saved.ts";
import { verdict } from "./steps.ts";

/** All that is known of one battery: its memory, and what goes on now. Immutable; `observe` gives the next. */
export interface ForecastState extends Background {
  readonly discharge: Discharge | null;
  readonly charge: Charge | null;
}

/** The state of a battery with this memory before its first sample. Another battery is another state. */
export const startForecast = (memory: Memory | null, normalDrawW: number | null = null): ForecastState => ({
  memory,
  normalDrawW,
  discharge: null,
  charge: null,
});

/** A time that no clock shows. */
const MOST_MS = 8.64e15;

/** The state with one more sample. A discharge that is over becomes part of the memory. */
export function observe(state: ForecastState, sample: Sample): ForecastState {
  if (!(Math.abs(sample.atMs) <= MOST_MS)) return state;
  if (sample.flow === "discharging") return discharged({ ...state, charge: null }, sample);
  const charge = sample.flow === "charging" ? chargeWith(state.charge, sample) : null;
  return { ...state, memory: remember(state), discharge: null, charge };
}

/** The memory with what the discharge so far has taught; may be asked for at any time. */
export function remember({ memory, discharge }: ForecastState): Memory | null {
  if (discharge === null || discharge.total.spanMs <= 0) return memory;
  const { unit, total, profiles, metered, residuals, swing, trial, lastMs: atMs } = discharge;
  const steps = (trial === null ? null : verdict(discharge.steps, trial, { atMs, total, isEnd: true })) ?? discharge.steps;
  return learned(memory, { unit, draw: total, profiles, metered, residuals, steps, swing });
}

function discharged(state: ForecastState, sample: Sample): ForecastState {
  const { discharge } = state;
  const level = levelOf(sample);
  if (discharge === null || (level !== null && isFiner(level.unit, discharge.unit))) return begun(state, sample);
  const { unit, full } = discharge;
  const priorUnder = (profile: string | null) => priorFor({ ...state, memory: remember(state) }, { unit, full, profile });
  return { ...state, discharge: advance(discharge, sample, priorUnder) };
}

/** Energy that is told at last is better than percent; energy that is missing for once is waited for. */
const isFiner = (unit: Discharge["unit"], than: Discharge["unit"]): boolean => unit === "Wh" && than === "percent";

function begun(state: ForecastState, sample: Sample): ForecastState {
  const level = levelOf(sample);
  // A battery whose size nobody knows counts as full at what it holds.
  const full = level?.full ?? level?.amount ?? 0;
  if (level === null || full === 0) return state;
  const memory = remember(state);
  const { atMs, profile } = sample;
  const prior = priorFor({ ...state, memory }, { unit: level.unit, full, profile });
  const savedPerHour = ratePerHour(sample.savedW ?? 0, level.unit);
  const known = { atMs, level, powerW: powerOf(sample), full, profile, savedPerHour };
  return { ...state, memory, discharge: beginDischarge({ ...known, prior, ratio: gaugeRatio(memory), memory }) };
}
