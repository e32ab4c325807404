// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { Message, type MessageBus, Variant } from "dbus-next";
import type { BusSignal, LiveBus, SignalMatch, Stop } from "../../src/machine/live-doors.ts";
import { systemBus } from "../../src/machine/system-bus.ts";
import { bodyOf, forge, peer, privateBus, roundTrip } from "../fakes/private-bus.ts";

const NAME = "org.example.Radio";
const DAEMON = "org.freedesktop.DBus";
const changed: SignalMatch = { sender: NAME, interface: "org.example.Radio1", member: "Changed" };

function open(test: TestContext, address: string): LiveBus {
  const bus = systemBus(address);
  test.after(() => bus.close());
  return bus;
}

const radio = (test: TestContext, address: string, name = NAME): Promise<MessageBus> =>
  peer(test, address, { name, members: {} });

/** Listens; answers what was heard, in order, and what stops it. */
async function ears(bus: LiveBus, match: SignalMatch): Promise<{ readonly heard: BusSignal[]; readonly stop: Stop }> {
  const heard: BusSignal[] = [];
  const listening = await bus.listen(match, (signal) => heard.push(signal));
  assert.ok(listening.kind === "value", JSON.stringify(listening));
  return { heard, stop: listening.value };
}

const signalOf = (signature = "", body: unknown[] = [], more: object = {}): Message =>
  Object.assign(Message.newSignal("/radio/1", "org.example.Radio1", "Changed", signature, body), more);

/** Sends the signal, and waits until it has reached whoever it reaches. */
async function say(from: MessageBus, to: LiveBus, message: Message): Promise<void> {
  from.send(message);
  await roundTrip(from);
  await roundTrip(to);
}

test("tells of a signal with path, names and plain arguments", async (test) => {
  const { address } = await privateBus(test);
  const other = await radio(test, address);
  const bus = open(test, address);
  const { heard } = await ears(bus, changed);
  await say(other, bus, signalOf("sa{sv}", ["on", { Powered: new Variant("b", true) }]));
  assert.deepEqual(heard, [
    { path: "/radio/1", interface: "org.example.Radio1", member: "Changed", args: ["on", { Powered: true }] },
  ]);
});

test("what does not match is not told", async (test) => {
  const { address } = await privateBus(test);
  const other = await radio(test, address);
  const bus = open(test, address);
  const elsewhere = await ears(bus, { ...changed, path: "/radio/2" });
  const others = await ears(bus, { ...changed, arg0: "it's" });
  await say(other, bus, signalOf("s", ["on"]));
  assert.deepEqual([elsewhere.heard, others.heard], [[], []]);
  await say(other, bus, signalOf("s", ["it's"]));
  assert.deepEqual([elsewhere.heard.length, others.heard.length], [0, 1]);
});

test("after it was stopped nothing is told, and stopping twice takes nothing from others", async (test) => {
  const { address } = await privateBus(test);
  const other = await radio(test, address);
  const bus = open(test, address);
  const [one, two] = [await ears(bus, changed), await ears(bus, changed)];
  one.stop();
  one.stop();
  await say(other, bus, signalOf());
  assert.deepEqual([one.heard.length, two.heard.length], [0, 1]);
});

test("one of several listeners may stop while they are told", async (test) => {
  const { address } = await privateBus(test);
  const other = await radio(test, address);
  const bus = open(test, address);
  let stop: Stop = () => {};
  await bus.listen(changed, () => stop());
  const two = await ears(bus, changed);
  stop = two.stop;
  await say(other, bus, signalOf());
  assert.deepEqual(two.heard, []);
});

test("a sender that comes later, restarts or changes hands is heard", async (test) => {
  const { address } = await privateBus(test);
  const bus = open(test, address);
  const { heard } = await ears(bus, changed);
  const first = await radio(test, address);
  await say(first, bus, signalOf("s", ["first"]));
  await first.releaseName(NAME);
  await say(first, bus, signalOf("s", ["without the name"]));
  const second = await radio(test, address);
  await say(second, bus, signalOf("s", ["second"]));
  assert.deepEqual(
    heard.map(({ args }) => args[0]),
    ["first", "second"],
  );
});

test("an impostor is not heard through another listener's rule", async (test) => {
  const { address } = await privateBus(test);
  const [real, impostor] = [await radio(test, address), await radio(test, address, "org.example.Impostor")];
  const bus = open(test, address);
  const { heard } = await ears(bus, changed);
  const known = await ears(bus, { ...changed, sender: "org.example.Impostor" });
  await say(impostor, bus, signalOf("s", ["forged"]));
  assert.deepEqual([heard.length, known.heard.length], [0, 1]);
  await say(real, bus, signalOf("s", ["real"]));
  assert.deepEqual([heard.length, known.heard.length], [1, 1]);
});

test("nobody can pass off a change of owner, nor be heard by addressing us", async (test) => {
  const { address } = await privateBus(test);
  const [real, impostor] = [await radio(test, address), await radio(test, address, "org.example.Impostor")];
  const received: string[] = [];
  const bus = open(test, address);
  const { heard } = await ears(bus, changed);
  impostor.on("message", ({ sender }: Message) => received.push(sender));
  await bus.call({ service: "org.example.Impostor", path: "/", interface: "a.b", member: "C", signature: "", args: [] });
  const destination = received.find((sender) => sender.startsWith(":")) ?? "";
  const owner = Message.newSignal("/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", "sss", [
    NAME,
    "",
    "name" in impostor ? impostor.name : "",
  ]);
  await say(impostor, bus, Object.assign(owner, { destination }));
  await say(impostor, bus, signalOf("s", ["forged"], { destination }));
  assert.deepEqual(heard, []);
  await say(real, bus, signalOf("s", ["real"]));
  assert.equal(heard.length, 1);
});

test("a signal that speaks of a descriptor, or is longer than we read, is ignored or has none", async (test) => {
  const { address } = await privateBus(test);
  const other = await radio(test, address);
  const bus = open(test, address);
  const { heard } = await ears(bus, changed);
  await say(other, bus, signalOf("s", ["x".repeat(2 ** 21)]));
  await say(other, bus, signalOf("as", [Array(2 ** 18).fill("four")]));
  assert.deepEqual(heard, []);
  forge(other, bodyOf("u"), bodyOf("h"));
  await say(other, bus, signalOf("u", [0]));
  await say(other, bus, signalOf("s", ["short"]));
  assert.deepEqual(
    heard.map(({ args }) => args[0]),
    [-1, "short"],
  );
});

test("fifty times listening leave no match rule behind", async (test) => {
  const { address } = await privateBus(test, { max_match_rules_per_connection: 4 });
  const bus = open(test, address);
  for (let time = 0; time < 50; time += 1) {
    const both = await Promise.all([ears(bus, changed), ears(bus, { ...changed, path: "/a" })]);
    for (const { stop } of both) stop();
  }
  const kept = [await ears(bus, changed), await ears(bus, changed), await ears(bus, { ...changed, path: "/b" })];
  await ears(bus, { ...changed, path: "/c" });
  const more = await bus.listen({ ...changed, path: "/d" }, () => {});
  assert.equal(more.kind === "error" && more.code, "org.freedesktop.DBus.Error.LimitsExceeded");
  for (const { stop } of kept) stop();
  await ears(bus, { ...changed, path: "/d" });
});

test("names that are none are refused, and cannot make another rule", async (test) => {
  const { address } = await privateBus(test);
  const bus = open(test, address);
  for (const wrong of [{ sender: "a',b='c" }, { interface: "" }, { member: "No.Member" }, { path: "nowhere" }]) {
    const listening = await bus.listen({ ...changed, ...wrong }, () => {});
    assert.equal(listening.kind === "error" && listening.code, "org.freedesktop.DBus.Error.InvalidArgs");
  }
});

test("the end of the daemon is told once; who listens anew is heard by the next one", async (test) => {
  const daemon = await privateBus(test);
  const bus = open(test, daemon.address);
  const { heard, stop } = await ears(bus, changed);
  let lost = 0;
  const told = new Promise<void>((resolve) => {
    bus.onLost(() => {
      lost += 1;
      resolve();
    });
  });
  await daemon.kill();
  await told;
  stop();
  const none = await bus.listen(changed, () => {});
  assert.equal(none.kind === "error" && none.code, "org.freedesktop.DBus.Error.NoServer");
  await daemon.start();
  const anew = await ears(bus, changed);
  const other = await radio(test, daemon.address);
  await say(other, bus, signalOf());
  assert.deepEqual([heard.length, anew.heard.length, lost], [0, 1, 1]);
  await daemon.kill();
  assert.equal(lost, 1);
});

test("closing is no loss, and ends listening", async (test) => {
  const { address } = await privateBus(test);
  const bus = open(test, address);
  const { heard, stop } = await ears(bus, changed);
  bus.onLost(() => assert.fail("told of a loss"));
  await bus.close();
  await bus.close();
  const other = await radio(test, address);
  await say(other, bus, signalOf());
  assert.deepEqual(heard, []);
  stop();
});
