// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { alice, POLICY0, simulated, textAt, writeTo } from "./simulated.ts";

const PROFILE = "/sys/firmware/acpi/platform_profile";
const EPP = `${POLICY0}/energy_performance_preference`;

for (const { text, ends } of [
  { text: "low-power", ends: "done" },
  { text: "quiet", ends: "EOPNOTSUPP" },
  { text: "custom", ends: "EINVAL" },
  { text: "thrifty", ends: "EINVAL" },
]) {
  test(`platform profile '${text}' ends as ${ends}`, (context) => {
    assert.equal(writeTo(simulated(context).machine.files, PROFILE, text), ends);
  });
}

test("Intel's firmware drags EPP along with the profile, and the class shows the same", (context) => {
  const { files } = simulated(context).machine;
  writeTo(files, PROFILE, "low-power");
  assert.equal(textAt(files, EPP), "power");
  assert.equal(textAt(files, "/sys/class/platform-profile/platform-profile-0/profile"), "low-power");
  writeTo(files, "/sys/class/platform-profile/platform-profile-0/profile", "balanced");
  assert.equal(textAt(files, PROFILE), "balanced");
  assert.equal(textAt(files, EPP), "balance_performance");
});

test("a ThinkPad's profile leaves the keyboard light and the governor alone", (context) => {
  const laptop = simulated(context, { model: "thinkpad" });
  const before = laptop.snapshot();
  writeTo(laptop.machine.files, PROFILE, "low-power");
  assert.deepEqual(laptop.snapshot(), { ...before, [PROFILE]: "low-power\n" });
});

test("a backlight refuses more than its maximum, and actual_brightness follows", (context) => {
  const { files } = simulated(context).machine;
  const panel = "/sys/class/backlight/intel_backlight";
  assert.equal(writeTo(files, `${panel}/brightness`, "19394"), "EINVAL");
  assert.equal(writeTo(files, `${panel}/brightness`, "dark"), "EINVAL");
  assert.equal(writeTo(files, `${panel}/brightness`, "500"), "done");
  assert.equal(textAt(files, `${panel}/actual_brightness`), "500");
});

test("the second graphics card's backlight takes a value and stays as it was", (context) => {
  const laptop = simulated(context, { model: "amd" });
  const before = laptop.snapshot();
  assert.equal(writeTo(laptop.machine.files, "/sys/class/backlight/nvidia_0/brightness", "10"), "done");
  assert.deepEqual(laptop.snapshot(), before);
});

test("a keyboard light is quietly clamped to its maximum", (context) => {
  const { files } = simulated(context, { model: "thinkpad" }).machine;
  const light = "/sys/class/leds/tpacpi::kbd_backlight/brightness";
  assert.equal(writeTo(files, light, "9"), "done");
  assert.equal(textAt(files, light), "2");
});

test("charge thresholds keep their order", (context) => {
  const { files } = simulated(context, { model: "thinkpad" }).machine;
  const pack = "/sys/class/power_supply/BAT0";
  assert.equal(writeTo(files, `${pack}/charge_control_end_threshold`, "80"), "done");
  assert.equal(writeTo(files, `${pack}/charge_control_start_threshold`, "85"), "EINVAL");
  assert.equal(writeTo(files, `${pack}/charge_control_start_threshold`, "75"), "done");
  assert.equal(writeTo(files, `${pack}/charge_control_end_threshold`, "70"), "EINVAL");
});

for (const { path, text, ends } of [
  { path: "/proc/sys/kernel/nmi_watchdog", text: "0", ends: "done" },
  { path: "/proc/sys/kernel/nmi_watchdog", text: "2", ends: "EINVAL" },
  { path: "/proc/sys/vm/dirty_writeback_centisecs", text: "1500", ends: "done" },
  { path: "/proc/sys/vm/dirty_writeback_centisecs", text: "-1", ends: "EINVAL" },
  { path: "/sys/class/power_supply/BAT0/capacity", text: "100", ends: "EACCES" },
  { path: "/sys/class/rfkill/rfkill0/hard", text: "1", ends: "EACCES" },
  { path: `${POLICY0}/cpuinfo_max_freq`, text: "1", ends: "EACCES" },
  { path: "/sys/class/backlight", text: "1", ends: "EISDIR" },
  { path: "/sys/class/backlight/none/brightness", text: "1", ends: "ENOENT" },
]) {
  test(`writing '${text}' to ${path} as root ends as ${ends}`, (context) => {
    assert.equal(writeTo(simulated(context).machine.files, path, text), ends);
  });
}

test("an ordinary user reads all but BlueZ's notes, and writes nothing", (context) => {
  const { files } = simulated(context, { caller: alice }).machine;
  const brightness = "/sys/class/backlight/intel_backlight/brightness";
  assert.equal(textAt(files, brightness), "11636");
  assert.equal(files.writable(brightness), false);
  assert.equal(writeTo(files, brightness, "1"), "EACCES");
  assert.equal(files.list("/var/lib/bluetooth/02:00:5E:10:00:02").kind, "error");
});

test("kernel files belong to root and tell by their bits what can be turned", (context) => {
  const { files } = simulated(context).machine;
  const modes = ["scaling_governor", "scaling_driver", "cpuinfo_max_freq"].map((name) => files.stat(`${POLICY0}/${name}`));
  assert.deepEqual(
    modes.map((stat) => (stat.kind === "value" ? [stat.value.uid, stat.value.mode.toString(8)] : stat.kind)),
    [
      [0, "644"],
      [0, "444"],
      [0, "444"],
    ],
  );
});
