// SPDX-License-Identifier: MIT
import type { KnobGrammars } from "../../src/profile/grammars.ts";

/** Knobs as profiles see them, for tests that are about profiles and not about knobs. */
export const GRAMMARS: KnobGrammars = {
  "cpu.governor": {
    words: ["saving", "powersave", "schedutil", "ondemand", "conservative", "performance"],
    shortNames: ["governor"],
  },
  "cpu.epp": { words: ["performance", "balance_performance", "default", "balance_power", "power"], shortNames: ["epp"] },
  "cpu.boost": { words: ["off", "on"], shortNames: ["turbo", "boost"] },
  "cpu.limit": { words: [], number: { min: 10, max: 100, unit: "%" } },
  "platform.profile": { words: ["low-power", "quiet", "cool", "balanced", "balanced-performance", "performance"] },
  "screen.brightness": { words: ["lowest"], number: { min: 1, max: 100, unit: "%" }, shortNames: ["brightness"] },
  "keyboard.light": { words: ["off"], number: { min: 0, max: 100, unit: "%" } },
  "radio.wifi": { words: ["off", "on"], shortNames: ["wifi"] },
  "radio.wwan": { words: ["off", "on"], shortNames: ["wwan"] },
  "radio.bluetooth": { words: ["off", "on", "when-unused"], shortNames: ["bluetooth"] },
  "kernel.nmi-watchdog": { words: ["off", "on"] },
  "kernel.writeback": { words: [], number: { min: 5, max: 15, unit: "s" } },
};
