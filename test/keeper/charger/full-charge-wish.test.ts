// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { ChargerPhase } from "../../../src/keeper/charger/charger.ts";
import {
  besideFullCharge,
  FULL_CHARGE_MS,
  fullChargeEndsMs,
  fullChargeSeen,
  ON_BATTERY_MS,
  wishFullCharge,
} from "../../../src/keeper/charger/full-charge-wish.ts";
import { NO_WISHES } from "../../../src/keeper/wishes/wishes.ts";
import { FLIGHT } from "../little-laptop.ts";

const PHASES: readonly ChargerPhase[] = ["unplugged", "looking", "weak", "real", "none"];
const looks = fc.array(fc.record({ phase: fc.constantFrom(...PHASES), afterMs: fc.integer({ min: -600_000, max: 600_000 }) }));

test("whatever is seen, and wherever the clock goes, it ends within 36 hours, and within 5 minutes of an unplugging that lasts", () => {
  fc.assert(
    fc.property(looks, (seen) => {
      let nowMs = 1_780_000_000_000;
      let wishes = wishFullCharge(NO_WISHES, nowMs);
      let plugged = false;
      for (const { phase, afterMs } of seen) {
        nowMs += afterMs;
        wishes = fullChargeSeen(wishes, phase, nowMs);
        plugged ||= phase === "looking" || phase === "weak" || phase === "real";
        const full = wishes.fullCharge;
        assert.ok(full !== null);
        const leftMs = fullChargeEndsMs(full) - nowMs;
        assert.ok(leftMs <= FULL_CHARGE_MS);
        if (phase === "unplugged" && plugged) assert.ok(leftMs <= ON_BATTERY_MS);
        if (phase === "unplugged" && !plugged) assert.equal(full.onBatterySinceMs, null);
        assert.equal(fullChargeSeen(wishes, phase, nowMs), wishes, "the same look again is nothing new");
      }
    }),
  );
});

test("without a full charge nothing is remembered, and only a profile that wishes for a limit waits", () => {
  assert.equal(fullChargeSeen(NO_WISHES, "unplugged", 7), NO_WISHES);
  const standing = { winner: "hand", profile: FLIGHT, leave: ["radio.wifi"] } as const;
  assert.equal(besideFullCharge(standing), standing);
  const limited = { ...standing, profile: { ...FLIGHT, wishes: { "battery.charge-limit": [60] as const } } };
  assert.deepEqual(besideFullCharge(limited).leave, ["radio.wifi", "battery.charge-limit"]);
});
