// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Meters } from "../../../src/cli/measuring/meters.ts";
import { openMeters } from "../../../src/cli/measuring/meters.ts";
import { openSwitcher } from "../../../src/cli/measuring/switcher.ts";
import { pseudoRandom } from "../../../src/forecast/measuring/pseudo-random.ts";
import { withinNoise } from "../../../src/forecast/savings.ts";
import { simulatedBench } from "./bench.ts";

const TRIALS = [
  { model: "intel", knob: "cpu.boost", wish: ["off"] },
  { model: "thinkpad", knob: "screen.brightness", wish: [30] },
  { model: "amd", knob: "radio.wifi", wish: ["off"] },
] as const;

test("on simulated laptops the true saving lies in the interval in nine of ten measurements, and everything is back", async (t) => {
  const verdicts = [];
  for (const { model, knob, wish } of TRIALS)
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { simulated, mode, measure } = simulatedBench(t, model, seed);
      const before = simulated.snapshot();
      const withoutW = simulated.truth().meanPowerW;
      const switcher = openSwitcher(mode, knob, wish);
      assert.equal(await switcher.turn("with"), true);
      const trueW = withoutW - simulated.truth().meanPowerW;
      await switcher.end();
      const measured = await measure(knob, wish);
      assert.ok(measured.kind === "found" && measured.findings.isEnough && measured.findings.saved !== null);
      const { lowW, highW } = measured.findings.saved;
      verdicts.push({ knob, seed, trueW, lowW, highW, holds: lowW <= trueW && trueW <= highW });
      assert.deepEqual(simulated.snapshot(), before);
    }
  const held = verdicts.filter(({ holds }) => holds).length;
  assert.ok(held >= 0.9 * verdicts.length, JSON.stringify(verdicts));
});

/** A gauge whose machine does something else all the time, as great as the saving itself. */
function restless(meters: Meters): Meters {
  const random = pseudoRandom(5);
  let [lostWh, extraW, looks] = [0, 0, 0];
  return {
    power: meters.power,
    look: async () => {
      looks += 1;
      if (looks % 13 === 0) extraW = 6 * random();
      lostWh += (extraW * 15) / 3600;
      const look = await meters.look();
      return { ...look, energyWh: look.energyWh === null ? null : look.energyWh - lostWh };
    },
  };
}

test("a restless machine says within noise", async (t) => {
  const { simulated, measure } = simulatedBench(t, "intel", 3);
  const measured = await measure("radio.bluetooth", ["off"], {
    meters: restless(await openMeters(simulated.machine, "radio.bluetooth")),
  });
  assert.ok(measured.kind === "found" && measured.findings.saved !== null);
  assert.equal(withinNoise(measured.findings.saved), true);
});

test("a battery that tells percent only is no meter, and nothing is left turned", async (t) => {
  const { simulated, measure } = simulatedBench(t, "arm");
  const before = simulated.snapshot();
  const blind = await openMeters(simulated.machine, "screen.brightness");
  const look = async () => ({ ...(await blind.look()), energyWh: null, powerW: null, packageJ: null });
  assert.deepEqual(await measure("screen.brightness", [30], { meters: { ...blind, look } }), { kind: "stopped", by: "no-meter" });
  assert.deepEqual(simulated.snapshot(), before);
});
