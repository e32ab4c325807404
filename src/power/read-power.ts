// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { readAttributes } from "./attributes.ts";
import { type Charger, chargerFrom } from "./charger.ts";
import { type Pack, packFrom } from "./pack.ts";
import { type PowerSnapshot, powerSnapshot, type Supplies } from "./snapshot.ts";
import { isPeripheral, supplyKind } from "./supply.ts";

const SUPPLIES = "/sys/class/power_supply";

/**
 * Reads all supplies below /sys/class/power_supply. Never fails: what cannot be read is unknown. With the
 * snapshot of a moment ago, a level that has fallen since speaks for a draining battery, whatever its status says.
 */
export const readPower = (files: Files, earlier?: PowerSnapshot): PowerSnapshot => powerSnapshot(readSupplies(files), earlier);

function readSupplies(files: Files): Supplies {
  const packs: Pack[] = [];
  const chargers: Charger[] = [];
  for (const name of valueOr(files.list(SUPPLIES), [])) {
    const folder = `${SUPPLIES}/${name}`;
    const attributes = readAttributes(files, folder);
    if (isPeripheral(files, folder, attributes)) continue;
    const kind = supplyKind(attributes);
    if (kind === "charger") chargers.push(chargerFrom(name, attributes));
    else if (kind !== "other") packs.push(packFrom(name, kind, attributes));
  }
  return { packs, chargers };
}
