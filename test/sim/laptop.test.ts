// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { lstatSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { setProperty } from "../../src/machine/bus-values.ts";
import type { Files } from "../../src/machine/doors.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { MODEL_NAMES } from "../../src/sim/model.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { ask, POLICY0, simulated, textAt, writeTo } from "./simulated.ts";

const BRIGHTNESS = "/sys/class/backlight/intel_backlight/brightness";
const GOVERNOR = `${POLICY0}/scaling_governor`;
const BOOT_ID = "/proc/sys/kernel/random/boot_id";
const NM = "org.freedesktop.NetworkManager";
const WIFI = { service: NM, path: "/org/freedesktop/NetworkManager", interface: NM };

test("a second opening goes on where the first one stopped", (context) => {
  const folder = temporaryFolder(context);
  const first = openSimulatedLaptop({ folder, tree: false });
  first.plug(45);
  writeTo(first.machine.files, BRIGHTNESS, "4000");
  first.advance(100);
  const second = openSimulatedLaptop({ folder, tree: false });
  assert.deepEqual(second.snapshot(), first.snapshot());
  assert.deepEqual(second.truth(), first.truth());
  assert.equal(second.machine.clock.now(), first.machine.clock.now());
});

test("what one process changes, another that has the laptop open sees", (context) => {
  const folder = temporaryFolder(context);
  const [one, other] = [openSimulatedLaptop({ folder, tree: false }), openSimulatedLaptop({ folder, tree: false })];
  writeTo(one.machine.files, BRIGHTNESS, "4000");
  assert.equal(textAt(other.machine.files, BRIGHTNESS), "4000");
});

test("a tree that a kill left behind its state is brought up to date at the next opening", (context) => {
  const folder = temporaryFolder(context);
  writeTo(openSimulatedLaptop({ folder }).machine.files, GOVERNOR, "performance");
  const dragged = join(folder, POLICY0, "energy_performance_preference");
  writeFileSync(dragged, "balance_performance\n");
  openSimulatedLaptop({ folder });
  assert.equal(readFileSync(dragged, "utf8"), "performance\n");
});

test("a layout that was cut off before sim.json is done again", (context) => {
  const folder = temporaryFolder(context);
  const whole = openSimulatedLaptop({ folder }).snapshot();
  rmSync(join(folder, "sim.json"));
  rmSync(join(folder, "sys/devices/system"), { recursive: true });
  assert.deepEqual(openSimulatedLaptop({ folder }).snapshot(), whole);
  assert.equal(readFileSync(join(folder, GOVERNOR), "utf8"), "powersave\n");
});

test("a folder keeps its model, and says so", (context) => {
  const folder = temporaryFolder(context);
  openSimulatedLaptop({ folder, model: "arm", tree: false });
  assert.equal(openSimulatedLaptop({ folder, tree: false }).model, "arm");
  assert.throws(() => openSimulatedLaptop({ folder, model: "amd" }), { code: "USAGE" });
});

for (const text of ["{", "null", '{"version":1,"model":"toaster"}', '{"version":9,"model":"intel"}']) {
  test(`a state such as ${text} is refused with a sentence`, (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, "sim.json"), text);
    assert.throws(() => openSimulatedLaptop({ folder }), { code: "USAGE" });
  });
}

test("a reboot forgets what the kernel forgets and keeps what firmware and services keep", async (context) => {
  const laptop = simulated(context);
  const { files } = laptop.machine;
  const bootId = textAt(files, BOOT_ID);
  for (const [path, text] of [
    [BRIGHTNESS, "4000"],
    [GOVERNOR, "performance"],
    ["/sys/devices/system/cpu/intel_pstate/no_turbo", "1"],
    ["/sys/class/leds/travel::kbd_backlight/brightness", "0"],
    ["/sys/firmware/acpi/platform_profile", "low-power"],
    ["/proc/sys/kernel/nmi_watchdog", "0"],
  ] as const)
    assert.equal(writeTo(files, path, text), "done");
  await ask(laptop, setProperty(WIFI, "WirelessEnabled", "b", false));
  laptop.reboot();
  assert.notEqual(textAt(files, BOOT_ID), bootId);
  assert.equal(textAt(files, GOVERNOR), "powersave");
  assert.equal(textAt(files, "/sys/devices/system/cpu/intel_pstate/no_turbo"), "0");
  assert.equal(textAt(files, "/proc/sys/kernel/nmi_watchdog"), "1");
  assert.equal(textAt(files, BRIGHTNESS), "4000");
  assert.equal(textAt(files, "/sys/class/leds/travel::kbd_backlight/brightness"), "0");
  assert.equal(textAt(files, "/sys/firmware/acpi/platform_profile"), "low-power");
  assert.equal(laptop.snapshot()["NetworkManager WirelessEnabled"], "false");
  assert.equal(textAt(files, "/sys/class/rfkill/rfkill0/soft"), "1");
});

test("power-profiles-daemon's profile outlives a reboot, and moves EPP again", async (context) => {
  const laptop = simulated(context, { model: "amd" });
  const name = "org.freedesktop.UPower.PowerProfiles";
  const profiles = { service: name, path: "/org/freedesktop/UPower/PowerProfiles", interface: name };
  await ask(laptop, setProperty(profiles, "ActiveProfile", "s", "power-saver"));
  laptop.reboot();
  assert.equal(laptop.snapshot()["power-profiles-daemon ActiveProfile"], "power-saver");
  assert.equal(textAt(laptop.machine.files, `${POLICY0}/energy_performance_preference`), "power");
});

test("after a reboot the network comes back by itself, the VPN does not", (context) => {
  const laptop = simulated(context);
  laptop.reboot();
  assert.equal(laptop.snapshot()["NetworkManager ActiveConnections"], "");
  laptop.advance(10);
  assert.equal(laptop.snapshot()["NetworkManager ActiveConnections"], "Home");
});

test("sleeping moves the laptop's clock; with a speed, time runs by itself", async (context) => {
  const still = simulated(context);
  const startMs = still.machine.clock.now();
  await still.machine.clock.sleep(1500);
  assert.equal(still.machine.clock.now() - startMs, 1500);
  const fast = simulated(context, { speed: 1000 });
  await fast.machine.clock.sleep(20_000);
  assert.ok(fast.machine.clock.now() - startMs >= 15_000);
});

for (const model of MODEL_NAMES) {
  test(`the tree of ${model} on disk shows what the doors show`, (context) => {
    const folder = temporaryFolder(context);
    const doors = openSimulatedLaptop({ folder, model }).machine.files;
    const disk = kernelFiles(folder);
    for (const top of ["/sys", "/proc"]) compare(doors, disk, top);
  });
}

const LINKS: readonly (readonly [string, string])[] = [
  ["/sys/class/backlight/intel_backlight", "/sys/devices/pci0000:00/0000:00:02.0/drm/card1/card1-eDP-1/intel_backlight"],
  ["/sys/class/backlight/intel_backlight/device", "/sys/devices/pci0000:00/0000:00:02.0/drm/card1/card1-eDP-1"],
  ["/sys/devices/system/cpu/cpu3/cpufreq", "/sys/devices/system/cpu/cpufreq/policy3"],
  ["/sys/class/rfkill/rfkill0/device", "/sys/devices/pci0000:00/0000:00:14.3/ieee80211/phy0"],
  ["/sys/class/net/wlp0s20f3/phy80211", "/sys/devices/pci0000:00/0000:00:14.3/ieee80211/phy0"],
];

test("classes are links to devices, as the kernel has them", (context) => {
  const folder = temporaryFolder(context);
  const { files } = openSimulatedLaptop({ folder }).machine;
  for (const [path, target] of LINKS) {
    assert.deepEqual(files.resolve(path), { kind: "value", value: target });
    assert.equal(lstatSync(join(folder, path)).isSymbolicLink(), true);
  }
});

test("the bare machine has nothing to turn", (context) => {
  assert.deepEqual(simulated(context, { model: "bare" }).snapshot(), {});
});

/** Names, link targets and texts below a folder; links are not followed, as they lead to folders that are visited anyway. */
function compare(doors: Files, disk: Files, path: string): void {
  const real = doors.resolve(path);
  const names = doors.list(path);
  assert.deepEqual(real, disk.resolve(path), path);
  assert.deepEqual(names, disk.list(path), path);
  if (names.kind !== "value") assert.deepEqual(doors.read(path), disk.read(path), path);
  else if (real.kind === "value" && real.value === path) for (const name of names.value) compare(doors, disk, `${path}/${name}`);
}
