// SPDX-License-Identifier: MIT
import { type Attributes, levelPercent, percentOf, quantity } from "./quantity.ts";

/** How much is in a pack. */
export interface Charge {
  readonly percent: number | null;
  readonly energyWh: number | null;
  readonly energyFullWh: number | null;
  readonly energyFullDesignWh: number | null;
  /** What it can hold of what it could when new; more than 100 is common in young packs. */
  readonly healthPercent: number | null;
}

/** A gauge's three readings, in its own unit, and what one unit is worth. */
interface Gauge {
  readonly now: number | null;
  readonly full: number | null;
  readonly design: number | null;
  readonly whPerUnit: number | null;
}

/** Less than 10 mWh or mAh is what drivers say that cannot read the value (UPower's bound). */
const LEAST = 0.01;
const MOST_HEALTH_PERCENT = 200;

/**
 * What a pack holds, with UPower's choice of unit and voltage. The level is now/full where both are measured, which is
 * `capacity` with more digits, and right on MacBooks, whose `capacity` counts from the design; else `capacity`.
 */
export function packCharge(attributes: Attributes): Charge {
  const gauge = pickGauge(attributes);
  const capacity = capacityPercent(attributes);
  const full = gauge.full ?? gauge.design;
  const measured = believable(gauge.now, capacity);
  const now = measured ?? (full !== null && capacity !== null ? (full * capacity) / 100 : null);
  // Some firmware never updates what "full" is.
  const held = now !== null && full !== null ? Math.max(now, full) : full;
  const ratio = measured !== null && held !== null ? levelPercent(measured, held) : null;
  const percent = gauge.full === null ? (capacity ?? ratio) : (ratio ?? capacity);
  return {
    percent: percent ?? notANumber(attributes),
    energyWh: times(now, gauge.whPerUnit),
    energyFullWh: times(held, gauge.whPerUnit),
    energyFullDesignWh: times(gauge.design, gauge.whPerUnit),
    healthPercent: health(gauge),
  };
}

/** A gauge that reads 0 beside a level above 0 has no reading. */
const believable = (now: number | null, capacity: number | null): number | null =>
  now !== null && now < LEAST && capacity !== null && capacity > 0 ? null : now;

/** energy_* if it is complete, else charge_*: the two are never mixed. */
function pickGauge(attributes: Attributes): Gauge {
  const energy = { ...readings(attributes, "energy"), whPerUnit: 1 };
  if (energy.full !== null) return energy;
  const charge = { ...readings(attributes, "charge"), whPerUnit: designVoltage(attributes) };
  if (charge.full !== null || charge.design !== null) return charge;
  return energy.design !== null || energy.now !== null ? energy : charge;
}

function readings(attributes: Attributes, unit: "energy" | "charge"): Omit<Gauge, "whPerUnit"> {
  const read = (name: string): number | null =>
    quantity(attributes, `${unit}_${name}`, unit === "energy" ? "energyWh" : "chargeAh");
  const now = read("now");
  return {
    now: atLeast(LEAST, now) ?? atLeast(LEAST, read("avg")) ?? now,
    full: atLeast(LEAST, read("full")),
    design: atLeast(LEAST, read("full_design")),
  };
}

/** Volts by which charge becomes energy: UPower's order, without its last resort of guessing 10 V. */
function designVoltage(attributes: Attributes): number | null {
  for (const name of ["voltage_max_design", "voltage_min_design", "voltage_now", "voltage_avg"]) {
    const volts = atLeast(1, quantity(attributes, name, "voltageV"));
    if (volts !== null) return volts;
  }
  return null;
}

/** Some gauges say 101 to 110 for full; far beyond that is no level. */
function capacityPercent(attributes: Attributes): number | null {
  const level = quantity(attributes, "capacity", "level");
  return level === null ? null : Math.min(level, 100);
}

/** Firmware that prints NaN for its level has nothing to count from: UPower's tests expect 0 %, not unknown. */
const notANumber = (attributes: Attributes): 0 | null => (/^-?nan$/i.test(attributes.get("capacity")?.trim() ?? "") ? 0 : null);

function health({ full, design }: Gauge): number | null {
  const percent = full !== null && design !== null ? percentOf(full, design) : null;
  return percent !== null && percent <= MOST_HEALTH_PERCENT ? percent : null;
}

const atLeast = (least: number, amount: number | null): number | null => (amount !== null && amount >= least ? amount : null);

const times = (amount: number | null, factor: number | null): number | null =>
  amount === null || factor === null ? null : amount * factor;
