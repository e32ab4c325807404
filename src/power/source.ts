// SPDX-License-Identifier: MIT
import type { Charger } from "./charger.ts";
import type { Pack } from "./pack.ts";
import type { PackState } from "./state.ts";

/** What the machine runs on; "weak-ac": a charger is in, but the battery drains all the same; "none": it has no battery. */
export type PowerSource = "battery" | "ac" | "weak-ac" | "none";

/** A loss that is more than a gauge's noise. */
const FALL_SHARE = 0.001;
const FALL_PERCENT = 1;

/** All that speaks for one source or another. */
export interface Evidence {
  readonly counted: readonly Pack[];
  /** The counted packs' combined state. */
  readonly state: PackState;
  readonly chargers: readonly Charger[];
  /** The packs at an earlier reading, if there was one. */
  readonly earlier: readonly Pack[];
}

/**
 * The source from all evidence. A battery that discharges or falls is believed before any `online`, which is stuck or
 * missing on many machines; a threshold's hold ("Not charging") beside an online charger is AC.
 */
export function powerSource({ counted, state, chargers, earlier }: Evidence): PowerSource {
  const online = chargers.some((charger) => charger.online === true);
  const drains = state === "discharging" || counted.some((pack) => hasFallen(pack, earlier));
  if (counted.length > 0 && drains) return online ? "weak-ac" : "battery";
  if (online) return "ac";
  if (counted.length === 0) return "none";
  // It charges from something that shows no `online`: the kernel knows no such supply, or is late with it.
  if (state === "charging") return "ac";
  const unplugged = chargers.length > 0 && chargers.every((charger) => charger.online === false);
  return unplugged ? "battery" : "ac";
}

/** Whether a pack holds clearly less than it did. */
function hasFallen(pack: Pack, earlier: readonly Pack[]): boolean {
  const before = earlier.find((other) => other.name === pack.name && other.serial === pack.serial);
  if (before === undefined) return false;
  if (before.energyWh !== null && pack.energyWh !== null && pack.energyFullWh !== null)
    return before.energyWh - pack.energyWh > FALL_SHARE * pack.energyFullWh;
  return before.percent !== null && pack.percent !== null && before.percent - pack.percent >= FALL_PERCENT;
}
