// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { findPowerProfiles, heldByPowerProfiles } from "../../src/knobs/power-profiles.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { powerProfilesBus } from "./cpu-trees.ts";

const NEW = "org.freedesktop.UPower.PowerProfiles";
const OLD = "net.hadess.PowerProfiles";

test("without the service nothing is held, and nothing is started or asked", async (t) => {
  const machine = fakeMachine(tree(t, {}).files);
  assert.equal(await findPowerProfiles(machine), undefined);
  assert.deepEqual(await heldByPowerProfiles(machine), {});
  assert.equal(machine.bus.calls.length, 0);
});

for (const name of [NEW, OLD]) {
  test(`the service is found as ${name}`, async (t) => {
    const found = await findPowerProfiles(fakeMachine(tree(t, {}).files, { bus: powerProfilesBus({}, name) }));
    const path = `/${name.replaceAll(".", "/")}`;
    assert.deepEqual(found, { object: { service: name, path, interface: name }, program: "power-profiles-daemon" });
  });
}

test("of both names the newer one is asked", async (t) => {
  const bus = fakeBus({ ...powerProfilesBus({}, OLD).services, ...powerProfilesBus({}, NEW).services });
  assert.equal((await findPowerProfiles(fakeMachine(tree(t, {}).files, { bus })))?.object.service, NEW);
});

const PROGRAMS = [
  { comm: "tuned-ppd", program: "tuned-ppd" },
  { comm: "tlp-pd", program: "tlp-pd" },
  { comm: "system76-power", program: "system76-power" },
  { comm: "power-profiles-", program: "power-profiles-daemon" },
  { comm: "python3", program: "power-profiles-daemon" },
];

for (const { comm, program } of PROGRAMS) {
  test(`a process called ${comm} behind the service is ${program}`, async (t) => {
    const DBUS = "org.freedesktop.DBus";
    const daemon = { [DBUS]: { "/org/freedesktop/DBus": { [DBUS]: { GetConnectionUnixProcessID: () => [812] } } } };
    const bus = fakeBus({ ...powerProfilesBus().services, ...daemon });
    assert.deepEqual(await heldByPowerProfiles(fakeMachine(tree(t, { "/proc/812/comm": comm }).files, { bus })), {
      heldBy: program,
    });
  });
}
