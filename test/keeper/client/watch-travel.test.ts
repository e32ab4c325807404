// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Happening, watchTravel } from "../../../src/keeper/client/watch-travel.ts";
import { KEEPER } from "../../../src/keeper/service/service-names.ts";
import { report } from "../../cli/records.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { alice, root } from "../../fakes/fake-machine.ts";
import { fakeLiveBus, fakeLiveMachine } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { propertiesChanged } from "../service/name-owners.ts";

const UPOWER = "org.freedesktop.UPower";
const DAEMON = "org.freedesktop.DBus";

async function watched(test: TestContext, caller = alice) {
  const bus = fakeBus({ [UPOWER]: {}, [DAEMON]: {} });
  const machine = fakeLiveMachine(tree(test, {}).files, { bus, caller });
  const session = fakeLiveBus(fakeBus());
  const heard: Happening[] = [];
  const stop = await watchTravel(
    machine,
    () => session,
    (happening) => void heard.push(happening),
  );
  await machine.clock.advance(0);
  return { machine, session, heard, stop };
}

test("a charger that tells of itself is heard of; what UPower reads by itself is not", async (test) => {
  const { machine, heard } = await watched(test);
  const battery = { service: UPOWER, path: `/org/freedesktop/UPower/devices/battery_BAT0`, interface: `${UPOWER}.Device` };
  propertiesChanged(machine.bus, battery, { State: "discharging" });
  await machine.clock.advance(5000);
  assert.deepEqual(heard, []);
  propertiesChanged(machine.bus, { ...battery, path: `/org/freedesktop/UPower/devices/line_power_AC` }, { Online: true });
  await machine.clock.advance(5000);
  assert.deepEqual(heard[0], { kind: "power" });
});

test("both keepers' reports and words are heard, and that they come and go", async (test) => {
  const { machine, session, heard } = await watched(test);
  for (const bus of [machine.bus, session]) {
    bus.signal(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", [KEEPER.service, "", ":1.7"]);
    bus.signal(KEEPER.service, KEEPER.path, KEEPER.interface, "Reported", [JSON.stringify(report())]);
    bus.signal(KEEPER.service, KEEPER.path, KEEPER.interface, "Notice", ["low", "about 9 min to hibernation"]);
    propertiesChanged(bus, KEEPER, { Mode: "on" });
  }
  const each = ["keeper", "report", "notice", "travel"];
  assert.deepEqual(
    heard.map(({ kind }) => kind),
    [...each, ...each],
  );
  assert.deepEqual(heard[4], { kind: "keeper", where: "user", there: true });
});

test("what is no report is not passed on", async (test) => {
  const { machine, heard } = await watched(test);
  for (const text of ["", "{}", "[", 7]) machine.bus.signal(KEEPER.service, KEEPER.path, KEEPER.interface, "Reported", [text]);
  machine.bus.signal(KEEPER.service, KEEPER.path, KEEPER.interface, "Notice", ["low"]);
  assert.deepEqual(heard, []);
});

test("root has no keeper of its own beside the installed one", async (test) => {
  const { session } = await watched(test, root);
  assert.equal(session.listening, 0);
});

test("the bus that is lost is told once, waited for ever more slowly, and listened to again when it is back", async (test) => {
  const { machine, heard } = await watched(test);
  machine.bus.lose();
  assert.deepEqual(heard, [{ kind: "bus", there: false }]);
  await machine.clock.advance(2000);
  assert.deepEqual(heard.at(-1), { kind: "bus", there: true });
  machine.bus.signal(KEEPER.service, KEEPER.path, KEEPER.interface, "Notice", ["low", "still here"]);
  assert.deepEqual(heard.at(-1), { kind: "notice", sentence: "still here" });
});

test("once it is stopped nothing is listened to any more, also after the bus was lost", async (test) => {
  const { machine, session, stop, heard } = await watched(test);
  stop();
  await machine.clock.advance(0);
  assert.deepEqual([machine.bus.listening, session.listening], [0, 0]);
  machine.bus.lose();
  await machine.clock.advance(120_000);
  assert.equal(machine.bus.listening, 0);
  assert.ok(heard.length <= 1);
});
