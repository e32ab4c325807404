// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { findBatteryHealth } from "../../../src/cli/doctor/battery-health.ts";
import { findLocks } from "../../../src/cli/doctor/firmware.ts";
import { findSleep } from "../../../src/cli/doctor/sleep.ts";
import { readPower } from "../../../src/power/read-power.ts";
import { tree } from "../../fakes/tree.ts";

test("a radio that is blocked by a switch is a problem with its name", (t) => {
  const { files } = tree(t, {
    "/sys/class/rfkill/rfkill0/hard": "1",
    "/sys/class/rfkill/rfkill0/type": "wlan",
    "/sys/class/rfkill/rfkill0/name": "phy0",
    "/sys/class/rfkill/rfkill1/hard": "0",
  });
  const found = findLocks(files);
  assert.equal(found.length, 1);
  assert.equal(found[0]?.verdict, "problem");
  assert.match(found[0]?.what ?? "", /^wlan \(phy0\) is blocked/u);
});

test("a custom platform profile, boost that is off and ASPM on performance are noticed", (t) => {
  const { files } = tree(t, {
    "/sys/firmware/acpi/platform_profile": "custom",
    "/sys/devices/system/cpu/intel_pstate/no_turbo": "1",
    "/sys/module/pcie_aspm/parameters/policy": "default [performance] powersave powersupersave",
  });
  const text = findLocks(files)
    .map(({ what }) => what)
    .join("\n");
  for (const part of [/boost is off already/u, /`custom`/u, /ASPM/u]) assert.match(text, part);
});

test("a machine without any of these has no lock to be seen", (t) => {
  assert.deepEqual(
    findLocks(tree(t, {}).files).map(({ verdict }) => verdict),
    ["good"],
  );
});

test("sleep: s2idle is a problem only where suspend to RAM is there", (t) => {
  const verdicts = (states: string): string | undefined =>
    findSleep(tree(t, { "/sys/power/mem_sleep": states }).files)[0]?.verdict;
  assert.equal(verdicts("[s2idle] deep"), "problem");
  assert.equal(verdicts("s2idle [deep]"), "good");
  assert.equal(verdicts("[s2idle]"), "note");
});

test("wake sources: enabled ones by name, without lid, power button and ACPI's doubles", (t) => {
  const { files } = tree(t, {
    "/proc/acpi/wakeup":
      "Device\tS-state\t  Status   Sysfs node\nXHC\t  S3\t*enabled   pci:0000:00:14.0\nGLAN\t  S4\t*disabled\nLID\t  S3\t*enabled   platform:PNP0C0D:00",
    "/sys/class/wakeup/wakeup3/name": "1-2",
    "/sys/class/wakeup/wakeup3/device/power/wakeup": "enabled",
    "/sys/class/wakeup/wakeup4/name": "PNP0C0A:00",
    "/sys/class/wakeup/wakeup4/device/power/wakeup": "enabled",
    "/sys/class/wakeup/wakeup5/name": "0000:00:1f.6",
    "/sys/class/wakeup/wakeup5/device/power/wakeup": "disabled",
  });
  assert.equal(findSleep(files)[1]?.what, "may wake it from sleep: 1-2, XHC");
});

test("a worn battery and a charge limit are told, a machine without a battery too", (t) => {
  const bat = (name: string, text: string): [string, string] => [`/sys/class/power_supply/BAT0/${name}`, text];
  const worn = tree(
    t,
    Object.fromEntries([
      bat("type", "Battery"),
      bat("energy_now", "20000000"),
      bat("energy_full", "30000000"),
      bat("energy_full_design", "50000000"),
      bat("cycle_count", "812"),
      bat("charge_control_end_threshold", "80"),
    ]),
  );
  const [wear, limit] = findBatteryHealth(readPower(worn.files));
  assert.equal(wear?.verdict, "problem");
  assert.equal(wear?.what, "BAT0 holds 60 % of what it did when new after 812 cycles");
  assert.match(limit?.what ?? "", /BAT0 stops charging at 80 %/u);
  assert.match(findBatteryHealth(readPower(tree(t, {}).files))[0]?.what ?? "", /no battery/u);
});
