// SPDX-License-Identifier: MIT
import type { Charge } from "./charge.ts";
import type { Charger } from "./charger.ts";
import type { Pack } from "./pack.ts";
import { type PowerSource, powerSource } from "./source.ts";
import { combinedState, type PackState } from "./state.ts";
import { countedPacks, totalCharge, totalRate } from "./totals.ts";

/** The machine's power at one moment: what feeds it, and what its packs hold together. Unknown is null, never 0. */
export interface PowerSnapshot extends Charge {
  readonly source: PowerSource;
  readonly state: PackState;
  /** How fast the packs charge or discharge (as `state` says), never negative. */
  readonly rateW: number | null;
  /** The system's batteries, those that are absent or dead among them. */
  readonly packs: readonly Pack[];
  readonly chargers: readonly Charger[];
}

/** The supplies that belong to this machine. */
export interface Supplies {
  readonly packs: readonly Pack[];
  readonly chargers: readonly Charger[];
}

/** The machine-wide answer for these supplies. */
export function powerSnapshot({ packs, chargers }: Supplies, earlier?: PowerSnapshot): PowerSnapshot {
  const counted = countedPacks(packs);
  const charge = totalCharge(counted);
  // Slots with no pack in them hold nothing, which is known: UPower's tests expect 0 %, where a desktop's level is unknown.
  const percent = counted.length === 0 && packs.length > 0 ? 0 : charge.percent;
  const chargerOnline = chargers.some((charger) => charger.online === true);
  const state = combinedState(
    counted.map((pack) => pack.state),
    { percent, chargerOnline },
  );
  return {
    source: powerSource({ counted, state, chargers, earlier: earlier?.packs ?? [] }),
    state,
    ...charge,
    percent,
    rateW: totalRate(counted, state),
    packs,
    chargers,
  };
}
