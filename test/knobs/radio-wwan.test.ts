// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Setting } from "../../src/knobs/knob.ts";
import { radioWwan } from "../../src/knobs/radio-wwan.ts";
import { rawText } from "../../src/machine/reading.ts";
import { type FakeBus, fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { rfkill } from "./radio-tree.ts";

const NM = "org.freedesktop.NetworkManager";
const MM = "org.freedesktop.ModemManager1";
const NM_PATH = "/org/freedesktop/NetworkManager";
const modemSwitch = { type: "wwan", name: "tpacpi_wwan_sw", device: "/sys/devices/platform/thinkpad_acpi" } as const;

function bus(facilityLocks?: number): FakeBus {
  const manager = { WwanEnabled: true, WwanHardwareEnabled: true, ActiveConnections: [], Devices: [`${NM_PATH}/Devices/1`] };
  const modem = { [`${MM}.Modem`]: { Model: "EM7455" }, [`${MM}.Modem.Modem3gpp`]: { EnabledFacilityLocks: facilityLocks ?? 0 } };
  const modems = facilityLocks === undefined ? {} : { [MM]: { "/org/freedesktop/ModemManager1/Modem/0": modem } };
  return fakeBus({
    [NM]: { [NM_PATH]: { [NM]: manager }, [`${NM_PATH}/Devices/1`]: { [`${NM}.Device`]: { DeviceType: 8 } } },
    ...modems,
  });
}

async function find(test: TestContext, on: FakeBus): Promise<readonly Setting[]> {
  return (await radioWwan.find(fakeMachine(tree(test, rfkill(2, modemSwitch)).files, { bus: on }))).settings;
}

test("NetworkManager's WwanEnabled is the switch, the platform's follows", async (t) => {
  const settings = await find(t, bus());
  assert.deepEqual(
    settings.map(({ id, heldBy }) => [id, heldBy]),
    [
      ["radio.wwan/NetworkManager", undefined],
      ["radio.wwan/tpacpi_wwan_sw@platform/thinkpad_acpi", "NetworkManager"],
    ],
  );
  const way = settings[0]?.ways[0];
  assert.ok(way?.kind === "bus");
  assert.deepEqual(way.command(rawText("false")), ["nmcli", "radio", "wwan", "off"]);
  assert.deepEqual(way.call(rawText("false")).args, [NM, "WwanEnabled", { variant: "b", value: false }]);
});

test("a modem without any kernel switch counts if NetworkManager knows it", async (t) => {
  const { settings } = await radioWwan.find(fakeMachine(tree(t, {}).files, { bus: bus() }));
  assert.deepEqual(
    settings.map(({ id }) => id),
    ["radio.wwan/NetworkManager"],
  );
});

test("a machine without a modem says so", async (t) => {
  assert.deepEqual(await radioWwan.find(fakeMachine(tree(t, {}).files)), { settings: [], missing: "no mobile data radio here" });
});

test("without NetworkManager the platform's switch is turned, as there is no other", async (t) => {
  const [setting] = await find(t, fakeBus());
  assert.deepEqual(setting?.encode(["off"], rawText("0")), { kind: "to", raw: "1" });
  assert.equal(setting?.wayBack?.(rawText("1")), "Mobile data is off. Back with: travelmode set mobile on");
});

test("a SIM that will ask for its PIN is said before", async (t) => {
  const warnings = async (locks?: number): Promise<readonly string[] | undefined> =>
    (await find(t, bus(locks)))[0]?.revival?.warnings("");
  assert.deepEqual(await warnings(1), ["The SIM in EM7455 will ask for its PIN when mobile data comes back"]);
  assert.deepEqual(await warnings(3), ["The SIM in EM7455 will ask for its PIN when mobile data comes back"]);
  assert.deepEqual(await warnings(2), [], "a lock of another kind is not the PIN");
  assert.deepEqual(await warnings(0), []);
  assert.deepEqual(await warnings(), [], "without ModemManager nothing is known");
});
