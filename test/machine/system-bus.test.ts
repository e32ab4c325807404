// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { Message, type MessageBus, MessageType, Variant } from "dbus-next";
import fc from "fast-check";
import { getProperty } from "../../src/machine/bus-values.ts";
import type { Bus, BusCall, BusValue } from "../../src/machine/doors.ts";
import { defaultAddress, systemBus, userAddress } from "../../src/machine/system-bus.ts";
import { type Answer, bodyOf, echo, forge, peer, privateBus } from "../fakes/private-bus.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { NOBODY, pretendToBe } from "../fakes/users.ts";

const NAME = "io.github.travelmode.Peer";
const ERROR = "org.freedesktop.DBus.Error";

const call = (member: string, signature = "", ...args: readonly BusValue[]): BusCall => ({
  service: NAME,
  path: "/peer",
  interface: `${NAME}1`,
  member,
  signature,
  args,
});

/** dbus-next's types are wrong about the serial that is replied to. */
const refuse =
  (errorName: string, signature: string, ...body: readonly unknown[]): Answer =>
  ({ sender, serial }) =>
    new Message({
      type: MessageType.ERROR,
      replySerial: serial as never,
      destination: sender,
      errorName,
      signature,
      body: [...body],
    });

const silent: Answer = () => null;

function open(test: TestContext, address: string): Bus {
  const bus = systemBus(address);
  test.after(() => bus.close());
  return bus;
}

/** A bus of ours, and a peer on the same daemon with what it received. */
async function acquainted(test: TestContext, members: Readonly<Record<string, Answer>>) {
  const daemon = await privateBus(test);
  const other = await peer(test, daemon.address, { name: NAME, members });
  const received: Message[] = [];
  other.on("message", (message) => {
    if (message.interface === `${NAME}1`) received.push(message);
  });
  return { daemon, other, received, bus: open(test, daemon.address) };
}

const code = (reply: Awaited<ReturnType<Bus["call"]>>): string => (reply.kind === "error" ? reply.code : reply.kind);

test("every kind of value makes the round trip", async (test) => {
  const { bus } = await acquainted(test, { Echo: echo });
  const round = async (signature: string, ...args: readonly BusValue[]) => bus.call(call("Echo", signature, ...args));
  const same: readonly (readonly [string, ...BusValue[]])[] = [
    [""],
    ["b", true],
    ["bb", false, true],
    ["s", ""],
    ["s", "Zug nach Köln 🚆"],
    ["y", 255],
    ["nq", -32768, 65535],
    ["iu", -(2 ** 31), 2 ** 32 - 1],
    ["xt", -5n, 2n ** 64n - 1n],
    ["x", 1n - 2n ** 63n],
    ["d", -0.25],
    ["o", "/org/freedesktop/NetworkManager/Devices/1"],
    ["g", "a{sv}"],
    ["as", ["a", "b"]],
    ["as", []],
    ["ay", Uint8Array.from([0, 1, 255])],
    ["aay", [Uint8Array.from([1]), Uint8Array.from([])]],
    ["a{ss}", { id: "x", constructor_: "y" }],
    ["(sa(ub))", ["x", [[1, true]]]],
  ];
  for (const [signature, ...args] of same) assert.deepEqual(await round(signature, ...args), { kind: "value", value: args });
  assert.deepEqual(await round("v", { variant: "u", value: 7 }), { kind: "value", value: [7] });
  assert.deepEqual(await round("av", [{ variant: "as", value: ["x"] }]), { kind: "value", value: [[["x"]]] });
  assert.deepEqual(await round("x", 5), { kind: "value", value: [5n] });
  assert.deepEqual(await round("ay", [1, 2]), { kind: "value", value: [Uint8Array.from([1, 2])] });
  const settings = { connection: { variant: "a{sv}", value: { ssid: { variant: "ay", value: Uint8Array.from([9]) } } } };
  assert.deepEqual(await round("a{sv}", settings), {
    kind: "value",
    value: [{ connection: { ssid: Uint8Array.from([9]) } }],
  });
});

test("any text, number and list of them makes the round trip", async (test) => {
  const { bus } = await acquainted(test, { Echo: echo });
  const text = fc.string({ unit: "grapheme" }).filter((it) => !it.includes("\0"));
  const key = text.filter((it) => it !== "__proto__" && it !== "constructor"); // dbus-next cannot send the one, nor read the other
  const args = fc.tuple(
    text,
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.array(text),
    fc.dictionary(key, text, { noNullPrototype: true }),
  );
  await fc.assert(
    fc.asyncProperty(args, async (sent) => {
      assert.deepEqual(await bus.call(call("Echo", "stasa{ss}", ...sent)), { kind: "value", value: sent });
    }),
    { numRuns: 50 },
  );
});

test("a property's variant is unwrapped, also inside arrays and dictionaries", async (test) => {
  const nested = new Variant("a(sv)", [["x", new Variant("av", [new Variant("v", new Variant("b", true))])]]);
  const { bus } = await acquainted(test, { Get: (get) => Message.newMethodReturn(get, "v", [nested]) });
  const property = await getProperty(bus, { service: NAME, path: "/peer", interface: `${NAME}1` }, "Nested");
  assert.deepEqual(property, { kind: "value", value: [["x", [true]]] });
});

test("a dictionary from the bus cannot pass off a prototype", async (test) => {
  const trap = JSON.parse('{"__proto__": {"admin": "yes"}, "name": {}}');
  const { bus } = await acquainted(test, { Get: (it) => Message.newMethodReturn(it, "a{sa{ss}}", [trap]) });
  assert.deepEqual(await bus.call(call("Get")), { kind: "value", value: [{ name: {} }] });
});

test("a service that could be started is not", async (test) => {
  const { daemon, bus } = await acquainted(test, {});
  const trace = join(daemon.services, "started");
  const file = `[D-BUS Service]\nName=org.example.Sleeper\nExec=/usr/bin/touch ${trace}\n`;
  writeFileSync(join(daemon.services, "sleeper.service"), file);
  const reply = await bus.call({ ...call("Wake"), service: "org.example.Sleeper" });
  assert.equal(code(reply), `${ERROR}.ServiceUnknown`);
  assert.equal(existsSync(trace), false);
});

test("a refusal comes back by its name, its text as detail", async (test) => {
  const { bus } = await acquainted(test, { Set: refuse("org.bluez.Error.Blocked", "s", "Blocked through rfkill") });
  assert.deepEqual(await bus.call(call("Set")), {
    kind: "error",
    where: `${NAME} Set`,
    code: "org.bluez.Error.Blocked",
    detail: "Blocked through rfkill",
  });
});

test("an unknown method is an error, not silence", async (test) => {
  const { bus } = await acquainted(test, {});
  assert.equal(code(await bus.call(call("Nothing"))), `${ERROR}.UnknownMethod`);
});

test("a service that hangs is given up in the time given", async (test) => {
  const { bus } = await acquainted(test, { Hang: silent, Echo: echo });
  const start = Date.now();
  assert.equal(code(await bus.call({ ...call("Hang"), timeoutMs: 100 })), `${ERROR}.NoReply`);
  assert.ok(Date.now() - start < 1500);
  assert.equal(code(await bus.call(call("Echo"))), "value", "the connection lives on");
});

function die(bus: MessageBus): null {
  bus.disconnect();
  return null;
}

test("a service that dies with the call under way is an error at once", async (test) => {
  const { bus, other } = await acquainted(test, { Die: () => die(other) });
  assert.equal(code(await bus.call(call("Die"))), `${ERROR}.NoReply`);
});

test("when the daemon dies, calls under way fail and the next one connects anew", async (test) => {
  const { daemon, bus } = await acquainted(test, { Hang: silent });
  await bus.call(call("Other"));
  const calls = [bus.call(call("Hang")), bus.call(call("Hang"))];
  await new Promise((resolve) => setTimeout(resolve, 50));
  await daemon.kill();
  for (const reply of await Promise.all(calls)) assert.equal(code(reply), `${ERROR}.Disconnected`);
  assert.equal(code(await bus.call(call("Echo"))), `${ERROR}.NoServer`);
  await daemon.start();
  await peer(test, daemon.address, { name: NAME, members: { Echo: echo } });
  assert.equal(code(await bus.call(call("Echo"))), "value");
});

test("after close the next call connects anew, and calls under way fail", async (test) => {
  const { bus } = await acquainted(test, { Hang: silent, Echo: echo });
  assert.equal(code(await bus.call(call("Echo"))), "value");
  const hanging = bus.call(call("Hang"));
  await bus.close();
  assert.equal(code(await hanging), `${ERROR}.Disconnected`);
  assert.equal(code(await bus.call(call("Echo"))), "value");
  await bus.close();
  await bus.close();
});

test("many calls at once share one connection", async (test) => {
  const { bus, received } = await acquainted(test, { Echo: echo });
  const replies = await Promise.all(Array.from({ length: 50 }, (_, number) => bus.call(call("Echo", "u", number))));
  assert.deepEqual(replies.map(code), Array(50).fill("value"));
  assert.equal(new Set(received.map(({ sender }) => sender)).size, 1);
});

test("a missing socket is no server, time after time", async (test) => {
  const bus = open(test, `unix:path=${temporaryFolder(test)}/socket`);
  for (let time = 0; time < 3; time += 1) assert.equal(code(await bus.call(call("Echo"))), `${ERROR}.NoServer`);
});

for (const address of ["nonsense", "unix:", "carrier:pigeon=1", "unix:abstract=nowhere"])
  test(`the address ${address} is no server`, async (test) => {
    assert.equal(code(await open(test, address).call(call("Echo"))), `${ERROR}.NoServer`);
  });

test("a daemon that turns us away is an error by its name", async (test) => {
  const daemon = await privateBus(test, { max_connections_per_user: 1 });
  await peer(test, daemon.address, { name: NAME, members: { Echo: echo } });
  assert.equal(code(await open(test, daemon.address).call(call("Echo"))), `${ERROR}.LimitsExceeded`);
});

/** A server that does with each connection what the test wants. */
async function listen(test: TestContext, accept: (socket: Socket) => void): Promise<string> {
  const path = join(temporaryFolder(test), "socket");
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    accept(socket);
  });
  server.listen(path);
  await once(server, "listening");
  test.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return `unix:path=${path}`;
}

test("a server that hangs up, or wants another way in, is no server", async (test) => {
  for (const accept of [
    (socket: Socket) => socket.destroy(),
    (socket: Socket) => socket.end(),
    (socket: Socket) => socket.once("data", () => socket.write("REJECTED KERBEROS\r\n")),
    (socket: Socket) => socket.once("data", () => socket.write("REJECTED\r\n")),
  ])
    assert.equal(code(await open(test, await listen(test, accept)).call(call("Echo"))), `${ERROR}.NoServer`);
});

test("a server that never greets is given up after five seconds", async (test) => {
  const bus = open(test, await listen(test, () => {}));
  const start = Date.now();
  assert.equal(code(await bus.call(call("Echo"))), `${ERROR}.Timeout`);
  assert.ok(Date.now() - start >= 4900 && Date.now() - start < 8000);
});

test("a reply that is cut short by the daemon's death ends the call, not the process", async (test) => {
  const { daemon } = await acquainted(test, { Echo: echo });
  let cut = false;
  const address = await listen(test, (socket) => {
    const behind = connect(daemon.socket);
    socket.on("data", (bytes) => behind.write(bytes));
    behind.on("data", (bytes) => (cut ? socket.end(bytes.subarray(0, 10)) : socket.write(bytes)));
    socket.on("close", () => behind.destroy());
  });
  const bus = open(test, address);
  assert.equal(code(await bus.call(call("Echo", "s", "whole"))), "value");
  cut = true;
  assert.equal(code(await bus.call(call("Echo", "s", "halved"))), `${ERROR}.Disconnected`);
});

test("a message that speaks of a descriptor and carries none does not end the process", async (test) => {
  const { bus, other } = await acquainted(test, {
    Attack: (it) => {
      const attack = { destination: it.sender, path: "/", interface: "a.b", member: "C", signature: "u", body: [0] };
      other.send(new Message(attack));
      return Message.newMethodReturn(it);
    },
    Echo: echo,
  });
  forge(other, bodyOf("u"), bodyOf("h"));
  assert.equal(code(await bus.call(call("Attack"))), "value");
  assert.equal(code(await bus.call(call("Echo"))), "value");
});

test("a reply of an unexpected shape is still a reply", async (test) => {
  const { bus, other } = await acquainted(test, {
    Get: (it) => Message.newMethodReturn(it),
    Open: (it) => Message.newMethodReturn(it, "u", [3]),
  });
  forge(other, bodyOf("u"), bodyOf("h"));
  const property = await getProperty(bus, { service: NAME, path: "/peer", interface: `${NAME}1` }, "Missing");
  assert.equal(property.kind === "error" && property.code, "EmptyReply");
  assert.deepEqual(await bus.call(call("Open")), { kind: "value", value: [-1] });
});

test("an error whose text is no text is given up in time", async (test) => {
  const { bus } = await acquainted(test, { Odd: refuse("a.b", "a{ss}", { toString: "x", valueOf: "y" }) });
  assert.equal(code(await bus.call({ ...call("Odd"), timeoutMs: 200 })), `${ERROR}.NoReply`);
});

test("arguments that do not fit are refused before they are sent", async (test) => {
  const { bus, received } = await acquainted(test, { Echo: echo });
  const bad: readonly BusCall[] = [
    call("Echo", "a{sv}", { a: JSON.parse("null") }),
    call("Echo", "s"),
    call("Echo", "o", "not/a/path"),
    call("Echo", "a{", "x"),
    { ...call("Echo"), path: "nowhere" },
    { ...call("Echo"), member: "No.Member" },
  ];
  for (const it of bad) assert.equal(code(await bus.call(it)), `${ERROR}.InvalidArgs`);
  assert.deepEqual(received, []);
  assert.equal(code(await bus.call(call("Echo"))), "value", "the daemon has not hung up");
});

test("hundreds of calls, some hung and some refused, leave nothing behind", async (test) => {
  const { bus, other } = await acquainted(test, { Hang: silent, Echo: echo });
  const clients = new Set<MessageBus>();
  const prototype = Object.getPrototypeOf(other) as MessageBus;
  const original = prototype.call;
  test.mock.method(prototype, "call", function (this: MessageBus, message: Message) {
    clients.add(this);
    return original.call(this, message);
  });
  await bus.call(call("Echo"));
  const [client] = clients;
  assert.ok(client);
  const { _methodReturnHandlers: waiting, _connection } = client as MessageBus & {
    _methodReturnHandlers: object;
    _connection: { stream: Socket };
  };
  const listeners = () => _connection.stream.eventNames().map((name) => [name, _connection.stream.listenerCount(name)]);
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = { listeners: listeners(), timers: timers() };
  for (let time = 0; time < 100; time += 1)
    await Promise.all([
      bus.call(call("Echo")),
      bus.call(call("Nothing")),
      bus.call(call("Echo", "o", "bad")),
      bus.call({ ...call("Hang"), timeoutMs: 1 }),
    ]);
  assert.deepEqual({ listeners: listeners(), timers: timers() }, before);
  assert.deepEqual(Object.keys(waiting), []);
});

test("a service that is not running is started for a call that says so", async (test) => {
  const { daemon, bus } = await acquainted(test, {});
  const file = "[D-BUS Service]\nName=org.example.Sleeper\nExec=/bin/false\n";
  writeFileSync(join(daemon.services, "sleeper.service"), file);
  const reply = await bus.call({ ...call("Wake"), service: "org.example.Sleeper", autoStart: true });
  assert.equal(code(reply), `${ERROR}.Spawn.ChildExited`);
});

test("only a call that says so lets polkit ask for a password", async (test) => {
  const { bus, received } = await acquainted(test, { Echo: echo });
  await bus.call(call("Echo"));
  await bus.call({ ...call("Echo"), interactive: true });
  assert.deepEqual(
    received.map(({ flags }) => flags & 4),
    [0, 4],
  );
});

/** Points the environment to buses until the test ends. */
function believe(test: TestContext, addresses: Readonly<Record<string, string>>): void {
  const { env } = process;
  process.env = { ...env, ...addresses };
  test.after(() => {
    process.env = env;
  });
}

test("root asks the usual buses, wherever the inherited environment points", (test) => {
  believe(test, { DBUS_SYSTEM_BUS_ADDRESS: "unix:path=/tmp/trap", DBUS_SESSION_BUS_ADDRESS: "unix:path=/tmp/trap" });
  pretendToBe(test, 0);
  assert.equal(defaultAddress(), "unix:path=/run/dbus/system_bus_socket");
  assert.equal(userAddress(), "unix:path=/run/user/0/bus");
});

test("an ordinary user's DBUS_SYSTEM_BUS_ADDRESS says which bus, when it is not empty", (test) => {
  believe(test, { DBUS_SYSTEM_BUS_ADDRESS: "unix:path=/tmp/other" });
  pretendToBe(test, NOBODY);
  assert.equal(defaultAddress(), "unix:path=/tmp/other");
  believe(test, { DBUS_SYSTEM_BUS_ADDRESS: "" });
  assert.equal(defaultAddress(), "unix:path=/run/dbus/system_bus_socket");
});

test("a user's own bus is where the session says, else in the runtime folder", (test) => {
  pretendToBe(test, NOBODY);
  believe(test, { DBUS_SESSION_BUS_ADDRESS: "unix:path=/tmp/session", XDG_RUNTIME_DIR: "/tmp/run" });
  assert.equal(userAddress(), "unix:path=/tmp/session");
  believe(test, { DBUS_SESSION_BUS_ADDRESS: "", XDG_RUNTIME_DIR: "/tmp/run" });
  assert.equal(userAddress(), "unix:path=/tmp/run/bus");
  believe(test, { DBUS_SESSION_BUS_ADDRESS: "", XDG_RUNTIME_DIR: "" });
  assert.equal(userAddress(), `unix:path=/run/user/${NOBODY}/bus`);
});
