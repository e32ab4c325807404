// SPDX-License-Identifier: MIT
import type { Charge } from "./charge.ts";
import { type Pack, plausibleRate } from "./pack.ts";
import { levelPercent } from "./quantity.ts";
import type { PackState } from "./state.ts";

/** The packs that hold the machine's energy: none that is absent or dead, and where a UPS feeds the machine, it alone (as UPower does). */
export function countedPacks(packs: readonly Pack[]): readonly Pack[] {
  const alive = packs.filter((pack) => pack.present && !isDead(pack));
  const upses = alive.filter((pack) => pack.kind === "ups");
  return upses.length > 0 ? upses : alive;
}

/** A cell that has failed: 0 V and 0 Wh. */
const isDead = (pack: Pack): boolean => pack.voltageV === 0 && (pack.energyWh ?? pack.percent) === 0;

/** What the counted packs hold together. */
export function totalCharge(counted: readonly Pack[]): Charge {
  const sum = (amount: (pack: Pack) => number | null): number | null => sumOf(counted.map(amount));
  return {
    percent: totalPercent(counted),
    energyWh: sum((pack) => pack.energyWh),
    energyFullWh: sum((pack) => pack.energyFullWh),
    energyFullDesignWh: sum((pack) => pack.energyFullDesignWh),
    healthPercent: totalHealth(counted),
  };
}

/** Weighted by what each can hold; where no energy is known, the mean of the levels. */
function totalPercent(counted: readonly Pack[]): number | null {
  const [only] = counted;
  if (only !== undefined && counted.length === 1) return only.percent;
  const measured = counted.filter((pack) => pack.energyWh !== null && pack.energyFullWh !== null);
  const energyWh = sumOf(measured.map((pack) => pack.energyWh));
  const fullWh = sumOf(measured.map((pack) => pack.energyFullWh));
  const weighted = energyWh !== null && fullWh !== null ? levelPercent(energyWh, fullWh) : null;
  return weighted ?? meanOf(counted.map((pack) => pack.percent));
}

/** Weighted by what each could hold when new. */
function totalHealth(counted: readonly Pack[]): number | null {
  const [only] = counted;
  if (only !== undefined && counted.length === 1) return only.healthPercent;
  const designWh = sumOf(counted.map((pack) => pack.energyFullDesignWh));
  const healthyWh = sumOf(
    counted.map((pack) => (pack.healthPercent === null ? null : pack.healthPercent * (pack.energyFullDesignWh ?? 0))),
  );
  return designWh === null || healthyWh === null || designWh === 0 ? null : healthyWh / designWh;
}

/** The power into or out of the packs that take part in the machine's state. */
export function totalRate(counted: readonly Pack[], state: PackState): number | null {
  const movers = counted.filter((pack) => pack.state === state);
  const rateW = sumOf((movers.length > 0 ? movers : counted).map((pack) => pack.rateW));
  return rateW === null ? null : plausibleRate(rateW, state);
}

/** null as soon as one of them is unknown: part of a sum is no sum. */
function sumOf(amounts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum += amount;
  }
  return amounts.length === 0 ? null : sum;
}

function meanOf(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  const sum = sumOf(known);
  return sum === null ? null : sum / known.length;
}
