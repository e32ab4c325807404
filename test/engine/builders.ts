// SPDX-License-Identifier: MIT
import type { Entry } from "../../src/engine/entry.ts";
import type { Journal } from "../../src/engine/journal.ts";
import type { SettingId } from "../../src/knobs/knob.ts";
import { rawText } from "../../src/machine/reading.ts";
import { profile } from "./toy-machine.ts";

type Words = Partial<Record<"original" | "value", string>>;

/** An entry with the parts that a test cares about. */
export function entry(setting: SettingId, parts: Words & Partial<Omit<Entry, "original" | "value">> = {}): Entry {
  const { original = "old", value = "new", ...rest } = parts;
  return {
    setting,
    label: setting,
    state: "settled",
    role: "turned",
    owner: "ours",
    lasts: "boot",
    restoreRank: 10,
    undo: { kind: "file", path: `/sys/${setting}`, way: "sysfs" },
    note: "",
    ...rest,
    original: rawText(original),
    value: rawText(value),
  };
}

export const journal = (entries: readonly Entry[]): Journal => ({
  mode: "on",
  profile: profile("flight", { "toy.mode": ["thrifty"] }),
  bootId: "boot-1",
  sinceMs: 1,
  leave: [],
  start: { percent: 80, energyWh: null },
  entries,
});
