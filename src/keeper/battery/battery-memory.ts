// SPDX-License-Identifier: MIT
import type { Memory } from "../../forecast/memory.ts";
import { checkedMemory } from "../../forecast/memory-schema.ts";
import type { Writing } from "../../machine/reading.ts";
import type { StateFolder } from "../../machine/state-folder.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { countedPacks } from "../../power/totals.ts";

/** A memory is smaller; what is larger was not written by us, and is not even parsed. */
const MOST_LENGTH = 16 * 1024;

/**
 * A short name for the packs that feed this machine together, the same in whatever slots they are; null where there is none. Another pack,
 * or a second one, is another identity. Packs that tell nothing of themselves are taken for one another.
 */
export function batteryIdentity({ packs }: Pick<PowerSnapshot, "packs">): string | null {
  const counted = countedPacks(packs);
  const names = counted.map(({ kind, vendor, model, serial }) => JSON.stringify([kind, vendor, model, serial]));
  return counted.length === 0 ? null : hashOf(names.sort().join());
}

/** What earlier discharges of the battery that is in have taught; null for nothing, and for a file that is damaged. */
export function readBatteryMemory(folder: Pick<StateFolder, "read">, power: Pick<PowerSnapshot, "packs">): Memory | null {
  const identity = batteryIdentity(power);
  const text = identity === null ? null : folder.read(fileOf(identity));
  return text?.kind === "value" && text.value.length <= MOST_LENGTH ? checkedMemory(parsed(text.value)) : null;
}

/** Keeps what was learned of the battery with this identity; a damaged file is written over. */
export const saveBatteryMemory = (folder: Pick<StateFolder, "replace">, identity: string, memory: Memory): Writing =>
  folder.replace(fileOf(identity), `${JSON.stringify(memory)}\n`);

/** The serial number itself is nobody's business: everybody may read the folder. */
const fileOf = (identity: string): string => `battery-${identity}.json`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const [FNV_OFFSET, FNV_PRIME] = [0x811c9dc5, 0x01000193];

/** FNV-1a with 32 bits in hexadecimal: enough to tell a few batteries apart, and no library of ciphers is loaded for it. */
function hashOf(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
