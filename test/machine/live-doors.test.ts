// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { BusSignal, HostedObject, LiveBus } from "../../src/machine/live-doors.ts";
import { systemBus } from "../../src/machine/system-bus.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { fakeClock, fakeLiveBus, fakePrograms, settled } from "../fakes/live-machine.ts";
import { privateBus, roundTrip } from "../fakes/private-bus.ts";

async function realBus(test: TestContext): Promise<LiveBus> {
  const bus = systemBus((await privateBus(test)).address);
  test.after(() => bus.close());
  return bus;
}

const NAME = "io.github.travelmode.Test";
const call = { service: NAME, path: "/t", interface: NAME, member: "Echo", signature: "s", args: ["hello"] };
const changes = { sender: NAME, interface: "org.freedesktop.DBus.Properties", member: "PropertiesChanged", arg0: NAME };

const object: HostedObject = {
  name: NAME,
  path: "/t",
  interface: NAME,
  xml: "<node/>",
  properties: () => ({ Level: { variant: "u", value: 7 }, Mode: { variant: "s", value: "off" } }),
  methods: { Echo: { in: "s", out: "s", run: async ({ args }) => args } },
  onFault: (error) => assert.fail(String(error)),
};

/** What the fake and the real bus must agree in, so that tests on the fake mean something. */
for (const [kind, open] of [
  ["real", realBus],
  ["fake", async () => fakeLiveBus(fakeBus())],
] as const)
  test(`the ${kind} bus hosts, tells and lets go`, async (test) => {
    const bus = await open(test);
    const heard: BusSignal[] = [];
    const listening = await bus.listen(changes, (signal) => heard.push(signal));
    const reported = await bus.listen({ ...changes, interface: NAME, member: "Reported", arg0: "x" }, (it) => heard.push(it));
    const hosting = await bus.host(object);
    assert.ok(hosting.kind === "value" && listening.kind === "value" && reported.kind === "value");
    assert.deepEqual(await bus.call(call), { kind: "value", value: ["hello"] });
    const get = { ...call, interface: changes.interface, member: "Get", signature: "ss", args: [NAME, "Level"] };
    assert.deepEqual(await bus.call(get), { kind: "value", value: [7] });
    hosting.value.changed(["Mode"]);
    hosting.value.emit("Reported", "sv", ["x", { variant: "u", value: 1 }]);
    hosting.value.emit("Reported", "s", ["y"]);
    await roundTrip(bus);
    listening.value();
    hosting.value.changed(["Mode"]);
    await roundTrip(bus);
    assert.deepEqual(heard, [
      { path: "/t", interface: changes.interface, member: changes.member, args: [NAME, { Mode: "off" }, []] },
      { path: "/t", interface: NAME, member: "Reported", args: ["x", 1] },
    ]);
    await hosting.value.release();
    const after = await bus.call(call);
    assert.equal(after.kind === "error" && after.code, "org.freedesktop.DBus.Error.ServiceUnknown");
  });

test("the fake clock runs what falls due in order, also what that asks for", async () => {
  const clock = fakeClock();
  const startMs = clock.now();
  const log: string[] = [];
  const note = (what: string) => void log.push(`${what} ${clock.now() - startMs}`);
  clock.after(200, () => note("second"));
  clock.after(300, () => note("never"))();
  void clock.sleep(100).then(async () => {
    note("first");
    await clock.sleep(50);
    note("between");
  });
  await clock.advance(250);
  assert.deepEqual(log, ["first 100", "between 150", "second 200"]);
  clock.after(100, () => note("awake"));
  clock.suspend(1000);
  await settled();
  assert.deepEqual(clock.waitingMs, [100]);
  await clock.advance(100);
  assert.equal(log.at(-1), "awake 1350");
});

test("a fake program tells nothing after it was stopped", async () => {
  const programs = fakePrograms({ "true a": {} });
  const told: unknown[] = [];
  const started = await programs.start(["udevadm", "monitor"], { onLine: (it) => told.push(it), onEnd: (it) => told.push(it) });
  assert.ok(started.kind === "value");
  const [program] = programs.started;
  program?.line("event");
  started.value();
  program?.line("late");
  program?.end(1);
  assert.deepEqual([told, program?.stopped], [["event"], true]);
  assert.equal((await programs.run(["true", "a"])).kind, "value");
  assert.equal((await programs.run(["false"])).kind, "error");
});
