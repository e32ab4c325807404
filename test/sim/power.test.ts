// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { kernelFiles } from "../../src/machine/files.ts";
import { readPower } from "../../src/power/read-power.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { MODEL_NAMES } from "../../src/sim/model.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { simulated, textAt, writeTo } from "./simulated.ts";

const BAT0 = "/sys/class/power_supply/BAT0";
const BRIGHTNESS = "/sys/class/backlight/intel_backlight/brightness";

const numberAt = ({ machine }: SimulatedLaptop, path: string): number => Number(textAt(machine.files, path));

test("a gauge counts in steps of 10 mWh and repeats itself for 8 s", (context) => {
  const laptop = simulated(context);
  const seen = Array.from({ length: 23 }, () => {
    laptop.advance(1);
    return numberAt(laptop, `${BAT0}/energy_now`);
  });
  assert.ok(seen.every((energy) => energy % 10_000 === 0));
  assert.equal(new Set(seen.slice(0, 7)).size, 1);
  assert.equal(new Set(seen.slice(7, 15)).size, 1);
  assert.ok(Number(seen[6]) > Number(seen[7]) && Number(seen[14]) > Number(seen[15]));
});

test("what the gauge shows is the true energy within a step and a refresh", (context) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }), (waits) => {
      const laptop = simulated(context);
      for (const wait of waits) laptop.advance(wait);
      const shownWh = numberAt(laptop, `${BAT0}/energy_now`) / 1e6;
      assert.ok(Math.abs(shownWh - laptop.truth().energyWh) <= 0.01 + (8 * 25) / 3600);
    }),
    { numRuns: 15 },
  );
});

test("time in one piece or in many comes to the same energy", (context) => {
  const [whole, pieces] = [simulated(context), simulated(context)];
  whole.advance(600);
  for (let second = 0; second < 600; second++) pieces.advance(1);
  assert.ok(Math.abs(whole.truth().energyWh - pieces.truth().energyWh) < 0.02);
});

test("lower brightness, longer life", (context) => {
  const energies = [19_393, 10_000, 2000, 0].map((level) => {
    const laptop = simulated(context);
    writeTo(laptop.machine.files, BRIGHTNESS, String(level));
    laptop.advance(3600);
    return laptop.truth().energyWh;
  });
  assert.deepEqual(
    energies,
    energies.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(energies).size, energies.length);
});

test("every thrifty setting lowers the draw", (context) => {
  const thrifty: readonly (readonly [string, string])[] = [
    [BRIGHTNESS, "1000"],
    ["/sys/devices/system/cpu/intel_pstate/no_turbo", "1"],
    ["/sys/devices/system/cpu/cpufreq/policy0/energy_performance_preference", "power"],
    ["/sys/devices/system/cpu/intel_pstate/max_perf_pct", "40"],
    ["/sys/firmware/acpi/platform_profile", "low-power"],
    ["/sys/class/rfkill/rfkill0/soft", "1"],
    ["/sys/class/rfkill/rfkill1/soft", "1"],
    ["/sys/class/leds/travel::kbd_backlight/brightness", "0"],
    ["/proc/sys/kernel/nmi_watchdog", "0"],
  ];
  const laptop = simulated(context);
  const normalW = laptop.truth().meanPowerW;
  for (const [path, text] of thrifty) {
    const beforeW = laptop.truth().meanPowerW;
    assert.equal(writeTo(laptop.machine.files, path, text), "done");
    assert.ok(laptop.truth().meanPowerW < beforeW, `${path} saves nothing`);
  }
  assert.ok(normalW > 9 && normalW < 10, `${normalW} W in normal use`);
  assert.ok(laptop.truth().meanPowerW > 3.5 && laptop.truth().meanPowerW < 5);
});

test("an empty battery stays at 0", (context) => {
  const laptop = simulated(context);
  laptop.advance(20 * 3600);
  assert.equal(laptop.truth().energyWh, 0);
  assert.equal(textAt(laptop.machine.files, `${BAT0}/energy_now`), "0");
  assert.equal(textAt(laptop.machine.files, `${BAT0}/capacity`), "0");
});

test("a charger is seen at once, the battery's status a moment later, and power climbs slowly", (context) => {
  const laptop = simulated(context);
  laptop.plug();
  assert.equal(textAt(laptop.machine.files, "/sys/class/power_supply/AC/online"), "1");
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Discharging");
  laptop.advance(3);
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Charging");
  laptop.advance(4 * 3600);
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Full");
  laptop.unplug();
  laptop.advance(3);
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Discharging");
  assert.ok(numberAt(laptop, `${BAT0}/power_now`) < 2e6);
  laptop.advance(300);
  assert.ok(numberAt(laptop, `${BAT0}/power_now`) > 5e6);
});

test("a weak charger is online while the battery drains, and tells its watts", (context) => {
  const laptop = simulated(context);
  laptop.plug(4.5);
  laptop.advance(60);
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Discharging");
  assert.equal(readPower(laptop.machine.files).source, "weak-ac");
  const port = "/sys/class/power_supply/ucsi-source-psy-USBC000:001";
  assert.equal((numberAt(laptop, `${port}/voltage_now`) * numberAt(laptop, `${port}/current_max`)) / 1e12, 4.5);
});

test("charging holds at the threshold", (context) => {
  const laptop = simulated(context);
  writeTo(laptop.machine.files, `${BAT0}/charge_control_end_threshold`, "80");
  laptop.plug();
  laptop.advance(600);
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Not charging");
  assert.equal(readPower(laptop.machine.files).source, "ac");
});

test("of two packs one is emptied first, while the other rests", (context) => {
  const laptop = simulated(context, { model: "thinkpad" });
  laptop.advance(16);
  assert.equal(textAt(laptop.machine.files, "/sys/class/power_supply/BAT1/status"), "Discharging");
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Not charging");
  laptop.advance(3 * 3600);
  assert.equal(textAt(laptop.machine.files, "/sys/class/power_supply/BAT1/energy_now"), "0");
  assert.equal(textAt(laptop.machine.files, `${BAT0}/status`), "Discharging");
});

test("the ARM machine's current is negative while it discharges and positive while it charges", (context) => {
  const laptop = simulated(context, { model: "arm" });
  const current = "/sys/class/power_supply/qcom-battmgr-bat/current_now";
  assert.ok(numberAt(laptop, current) < 0);
  laptop.plug();
  laptop.advance(300);
  assert.ok(numberAt(laptop, current) > 0);
});

for (const model of MODEL_NAMES) {
  test(`the power supplies of ${model} are read sensibly, through the doors and from the tree on disk`, (context) => {
    const folder = temporaryFolder(context);
    const laptop = openSimulatedLaptop({ folder, model });
    laptop.advance(3600);
    const reading = readPower(laptop.machine.files);
    assert.deepEqual(readPower(kernelFiles(folder)), reading);
    const { energyWh, energyFullWh } = laptop.truth();
    assert.equal(reading.source, "battery");
    assert.ok(Math.abs((reading.percent ?? Number.NaN) - (100 * energyWh) / energyFullWh) < 1);
    if (model !== "bare") assert.ok(Math.abs((reading.rateW ?? Number.NaN) - laptop.truth().meanPowerW) < 2.5);
  });
}
