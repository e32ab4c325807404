// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Uevent, watchUevents } from "../../../src/keeper/watches/udev-monitor.ts";
import type { LiveMachine } from "../../../src/machine/live-doors.ts";
import { type FakeLiveMachine, fakeLiveMachine } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";

const machineFor = (test: TestContext): FakeLiveMachine => fakeLiveMachine(tree(test, {}).files);

async function watched(machine: FakeLiveMachine) {
  const heard: Uevent[] = [];
  const watch = await watchUevents(machine, ["power_supply", "net/wlan"], (event) => heard.push(event));
  assert.ok(watch.kind === "value");
  return { heard, stop: watch.value };
}

const running = ({ commands }: FakeLiveMachine) => commands.started.filter(({ stopped }) => !stopped).at(-1);

const end = ({ commands }: FakeLiveMachine): void => commands.started.at(-1)?.end(1);

test("one udevadm listens to the kernel for all subsystems", async (test) => {
  const machine = machineFor(test);
  await watched(machine);
  assert.deepEqual(
    machine.commands.started.map(({ argv }) => argv),
    [["udevadm", "monitor", "--kernel", "--subsystem-match=power_supply", "--subsystem-match=net/wlan"]],
  );
});

test("an event is told with its action, its subsystem and where the device is", async (test) => {
  const machine = machineFor(test);
  const { heard } = await watched(machine);
  running(machine)?.line("KERNEL[14543.929185] change   /devices/LNXSYSTM:00/PNP0C0A:00/power_supply/BAT0 (power_supply)");
  running(machine)?.line("KERNEL[14543.929213] remove   /devices/virtual/net/a name with blanks (net)");
  assert.deepEqual(heard, [
    { action: "change", subsystem: "power_supply", devpath: "/devices/LNXSYSTM:00/PNP0C0A:00/power_supply/BAT0" },
    { action: "remove", subsystem: "net", devpath: "/devices/virtual/net/a name with blanks" },
  ]);
});

test("the heading, cut lines and lines of another form are no events", async (test) => {
  const machine = machineFor(test);
  const { heard } = await watched(machine);
  for (const line of [
    "monitor will print the received events for:",
    "KERNEL - the kernel uevent",
    "",
    "KERNEL[1.5] change   /devices/x (power_supp",
    "KERNEL[1.5] explode  /devices/x (power_supply)",
    "KERNEL[1.5] change   devices/x (power_supply)",
    "UDEV  [1.500000] change   /devices/x (power_supply)",
    " KERNEL[1.500000] change   /devices/x (power_supply)",
  ])
    running(machine)?.line(line);
  assert.deepEqual(heard, []);
});

test("a monitor that ends is started anew, after pauses that grow from half a minute to ten", async (test) => {
  const machine = machineFor(test);
  const { heard } = await watched(machine);
  for (const pauseMs of [30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]) {
    end(machine);
    assert.deepEqual(machine.clock.waitingMs, [pauseMs]);
    await machine.clock.advance(pauseMs);
  }
  machine.commands.started.at(-1)?.line("KERNEL[2.000000] add      /devices/x (net)");
  assert.equal(heard.length, 1);
});

test("after a long time that went well the pause is short again", async (test) => {
  const machine = machineFor(test);
  await watched(machine);
  end(machine);
  await machine.clock.advance(30_000);
  await machine.clock.advance(3_600_000);
  end(machine);
  assert.deepEqual(machine.clock.waitingMs, [30_000]);
});

test("a program that vanishes meanwhile is tried again", async (test) => {
  const machine = machineFor(test);
  await watched(machine);
  machine.commands.missing.add("udevadm");
  end(machine);
  await machine.clock.advance(30_000);
  assert.equal(machine.commands.started.length, 1);
  machine.commands.missing.clear();
  await machine.clock.advance(60_000);
  assert.equal(machine.commands.started.length, 2);
});

test("a missing program is an error", async (test) => {
  const machine = machineFor(test);
  machine.commands.missing.add("udevadm");
  const watch = await watchUevents(machine, ["cpu"], () => {});
  assert.deepEqual(watch, { kind: "error", where: "udevadm", code: "ENOENT" });
  assert.deepEqual(machine.clock.waitingMs, []);
});

test("stopping ends the monitor, or the wait for the next one", async (test) => {
  const machine = machineFor(test);
  const first = await watched(machine);
  first.stop();
  assert.equal(machine.commands.started[0]?.stopped, true);
  const second = await watched(machine);
  end(machine);
  second.stop();
  second.stop();
  assert.deepEqual(machine.clock.waitingMs, []);
});

/** A start takes half a second, but the first one. */
async function slowlyWatched(machine: FakeLiveMachine) {
  const { clock, commands } = machine;
  const slowly: LiveMachine["commands"] = {
    ...commands,
    async start(argv, events) {
      await clock.sleep(commands.started.length * 500);
      return commands.start(argv, events);
    },
  };
  const watch = await watchUevents({ ...machine, commands: slowly }, ["cpu"], () => {});
  assert.ok(watch.kind === "value");
  return { stop: watch.value };
}

test("stopping while it is started anew ends the new one as soon as it runs", async (test) => {
  const machine = machineFor(test);
  const { stop } = await slowlyWatched(machine);
  end(machine);
  await machine.clock.advance(30_000);
  stop();
  await machine.clock.advance(500);
  assert.deepEqual(
    machine.commands.started.map(({ stopped }) => stopped),
    [false, true],
  );
  assert.deepEqual(machine.clock.waitingMs, []);
});

test("stopping while it fails to start anew is the end of trying", async (test) => {
  const machine = machineFor(test);
  const { stop } = await slowlyWatched(machine);
  machine.commands.missing.add("udevadm");
  end(machine);
  await machine.clock.advance(30_000);
  stop();
  await machine.clock.advance(500);
  assert.deepEqual(machine.clock.waitingMs, []);
});
