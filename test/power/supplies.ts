// SPDX-License-Identifier: MIT
import type { TestContext } from "node:test";
import { readPower } from "../../src/power/read-power.ts";
import type { PowerSnapshot } from "../../src/power/snapshot.ts";
import { lay } from "../laptops/load.ts";

/** Supplies by name, each with its attributes; `!EIO` for a value is a read that fails so. */
export type SupplyFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The snapshot of a machine with these supplies. */
export function snapshotOf(test: TestContext, supplies: SupplyFiles): PowerSnapshot {
  const contents: Record<string, string> = {};
  const failing: Record<string, string> = {};
  for (const [name, attributes] of Object.entries(supplies)) {
    for (const [attribute, text] of Object.entries(attributes)) {
      const path = `/sys/class/power_supply/${name}/${attribute}`;
      if (text.startsWith("!")) failing[path] = text.slice(1);
      else contents[path] = text;
    }
  }
  return readPower(lay(test, { contents, failing }));
}

export const mains = (online: 0 | 1): Readonly<Record<string, string>> => ({ type: "Mains", online: String(online) });
