// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { radioSwitches, turnedSwitches } from "../../src/knobs/rfkill.ts";
import { tree } from "../fakes/tree.ts";
import { HCI, hci0, PHY, phy0, rfkill } from "./radio-tree.ts";

const PLATFORM = "/sys/devices/platform/thinkpad_acpi";
const platform = { type: "bluetooth", name: "tpacpi_bluetooth_sw", device: PLATFORM } as const;

test("switches are told apart by type, name and hardware, with gaps in the numbers", (t) => {
  const { files } = tree(t, { ...rfkill(0, phy0), ...rfkill(1, platform), ...rfkill(3, hci0) });
  assert.deepEqual(
    radioSwitches(files, "bluetooth").map(({ name, folder }) => [name, folder]),
    [
      ["hci0", "/sys/class/rfkill/rfkill3"],
      ["tpacpi_bluetooth_sw", "/sys/class/rfkill/rfkill1"],
    ],
  );
  assert.deepEqual(radioSwitches(files, "wwan"), []);
});

test("a radio that comes back under another number keeps its identity", (t) => {
  const before = tree(t, rfkill(22, hci0));
  const after = tree(t, rfkill(24, { ...hci0, name: "hci1", device: HCI.replace("hci0", "hci1") }));
  const identity = (files: typeof before.files): readonly string[] =>
    radioSwitches(files, "bluetooth").map((one) => one.identity);
  assert.deepEqual(identity(before.files), ["hci@pci0000:00/0000:00:14.0/usb1/1-5/1-5:1.0"]);
  assert.deepEqual(identity(after.files), identity(before.files));
});

test("two radios on one device are kept apart", (t) => {
  const { files } = tree(t, { ...rfkill(0, phy0), ...rfkill(1, { ...phy0, name: "phy1", device: PHY.replace("phy0", "phy1") }) });
  const identities = radioSwitches(files, "wlan").map(({ identity }) => identity);
  assert.equal(new Set(identities).size, 2);
});

test("the platform's switch is turned only where the radio has none of its own", (t) => {
  const both = tree(t, { ...rfkill(0, platform), ...rfkill(1, hci0) });
  const alone = tree(t, rfkill(0, platform));
  const turned = (files: typeof both.files): readonly string[] =>
    turnedSwitches(radioSwitches(files, "bluetooth")).map(({ name }) => name);
  assert.deepEqual(turned(both.files), ["hci0"]);
  assert.deepEqual(turned(alone.files), ["tpacpi_bluetooth_sw"]);
});
