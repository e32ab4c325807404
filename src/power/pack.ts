// SPDX-License-Identifier: MIT
import { type Charge, packCharge } from "./charge.ts";
import { type Attributes, quantity, words } from "./quantity.ts";
import { type PackState, packState } from "./state.ts";

/** One battery (or UPS) that feeds this machine. Unknown is null, never 0. */
export interface Pack extends Charge {
  /** The kernel's name for it: "BAT0", "macsmc-battery". */
  readonly name: string;
  readonly kind: "battery" | "ups";
  /** Whether a pack is in the slot. */
  readonly present: boolean;
  readonly state: PackState;
  /** How fast it charges or discharges (as `state` says), never negative. */
  readonly rateW: number | null;
  readonly voltageV: number | null;
  readonly temperatureC: number | null;
  readonly cycles: number | null;
  /** Charging starts below, and stops at. */
  readonly chargeStartPercent: number | null;
  readonly chargeEndPercent: number | null;
  readonly technology: string | null;
  readonly capacityLevel: string | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
}

/** A pack from its attributes (kernel: Documentation/ABI/testing/sysfs-class-power). */
export function packFrom(name: string, kind: Pack["kind"], attributes: Attributes): Pack {
  // A slot may keep its folder with nothing but `present` in it; without `present` there is a pack.
  const known: Attributes = isPresent(attributes) ? attributes : new Map();
  const charge = packCharge(known);
  const state = packState(known.get("status"), charge.percent);
  const cycles = quantity(known, "cycle_count", "count");
  return {
    name,
    kind,
    present: isPresent(attributes),
    state,
    ...charge,
    rateW: packRate(known, state),
    voltageV: voltage(known),
    temperatureC: quantity(known, "temp", "temperatureC"),
    cycles: cycles === 0 ? null : cycles,
    chargeStartPercent: quantity(known, "charge_control_start_threshold", "percent"),
    chargeEndPercent: quantity(known, "charge_control_end_threshold", "percent"),
    technology: words(known, "technology"),
    capacityLevel: words(known, "capacity_level"),
    vendor: words(known, "manufacturer"),
    model: words(known, "model_name"),
    serial: words(known, "serial_number"),
  };
}

const isPresent = (attributes: Attributes): boolean => attributes.get("present")?.trim() !== "0";

function voltage(attributes: Attributes): number | null {
  const now = quantity(attributes, "voltage_now", "voltageV");
  return now !== null && now > 0 ? now : (quantity(attributes, "voltage_avg", "voltageV") ?? now);
}

/** The first rate that can be true, as a magnitude: drivers do not agree on the sign. */
function packRate(attributes: Attributes, state: PackState): number | null {
  const volts = voltage(attributes);
  const fromCurrent = (name: string): number | null => {
    const amperes = quantity(attributes, name, "currentA");
    return amperes === null || volts === null ? null : amperes * volts;
  };
  const candidates = [
    quantity(attributes, "power_now", "powerW"),
    fromCurrent("current_now"),
    quantity(attributes, "power_avg", "powerW"),
    fromCurrent("current_avg"),
  ];
  for (const watts of candidates) {
    const rateW = watts === null ? null : plausibleRate(Math.abs(watts), state);
    if (rateW !== null) return rateW;
  }
  return null;
}

/** Nothing runs on 0 W: a battery that discharges at 0 W does not know its rate. */
export const plausibleRate = (rateW: number, state: PackState): number | null =>
  (rateW === 0 && state === "discharging") || rateW > 300 ? null : rateW;
