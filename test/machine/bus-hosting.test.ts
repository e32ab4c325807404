// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { Message, type MessageBus, MessageType, Variant } from "dbus-next";
import fc from "fast-check";
import { TravelError } from "../../src/errors.ts";
import { getAllProperties, getProperty, setProperty } from "../../src/machine/bus-values.ts";
import type { Bus, BusCall, BusValue } from "../../src/machine/doors.ts";
import type { BusSignal, HostedObject, Hosting, IncomingCall, LiveBus } from "../../src/machine/live-doors.ts";
import { systemBus } from "../../src/machine/system-bus.ts";
import { bodyOf, forge, type PrivateBus, peer, privateBus, roundTrip } from "../fakes/private-bus.ts";

const NAME = "io.github.travelmode.Test";
const PATH = "/io/github/travelmode";
const IFACE = `${NAME}1`;
const ERROR = "org.freedesktop.DBus.Error";
const XML = "<node><!-- as it is --></node>";

interface Service {
  readonly daemon: PrivateBus;
  /** The one that hosts, and another that calls. */
  readonly bus: LiveBus;
  readonly client: LiveBus;
  readonly hosting: Hosting;
  readonly object: HostedObject;
  readonly calls: IncomingCall[];
  readonly faults: unknown[];
  level: number;
}

function open(test: TestContext, address: string): LiveBus {
  const bus = systemBus(address);
  test.after(() => bus.close());
  return bus;
}

async function service(test: TestContext, limits: Readonly<Record<string, number>> = {}): Promise<Service> {
  const daemon = await privateBus(test, limits);
  const bus = open(test, daemon.address);
  const calls: IncomingCall[] = [];
  const faults: unknown[] = [];
  const state = { level: 7 };
  const note = (call: IncomingCall): readonly BusValue[] => {
    calls.push(call);
    return call.args;
  };
  const object: HostedObject = {
    name: NAME,
    path: PATH,
    interface: IFACE,
    xml: XML,
    properties: () => ({ Level: { variant: "u", value: state.level }, Mode: { variant: "s", value: "off" } }),
    methods: {
      Echo: { in: "s", out: "s", run: async (call) => note(call) },
      Any: { in: "v", out: "", run: async (call) => note(call).slice(1) },
      All: { in: "as", out: "", run: async (call) => note(call).slice(1) },
      Refuse: {
        in: "",
        out: "",
        run: async () => {
          throw new TravelError("PROFILE_UNKNOWN", "there is no profile\0 x");
        },
      },
      Fault: {
        in: "",
        out: "",
        run: async () => {
          throw new Error("secret of /home/alice");
        },
      },
      Wrong: { in: "", out: "u", run: async () => ["no number"] },
      Hang: { in: "", out: "", run: () => new Promise(() => {}) },
    },
    onFault: (error) => faults.push(error),
  };
  const hosting = await bus.host(object);
  assert.ok(hosting.kind === "value", JSON.stringify(hosting));
  const client = open(test, daemon.address);
  return Object.assign(state, { daemon, bus, client, hosting: hosting.value, object, calls, faults });
}

const call = (member: string, signature = "", ...args: readonly BusValue[]): BusCall => ({
  service: NAME,
  path: PATH,
  interface: IFACE,
  member,
  signature,
  args,
});

const OBJECT = { service: NAME, path: PATH, interface: IFACE };

async function code(reply: ReturnType<Bus["call"]>): Promise<string> {
  const end = await reply;
  return end.kind === "error" ? end.code : end.kind;
}

/** Another program, with all of dbus-next and none of our care. */
const stranger = (test: TestContext, { daemon }: Service): Promise<MessageBus> =>
  peer(test, daemon.address, { name: "org.example.Stranger", members: {} });

/** dbus-next's types leave it out. */
const nameOf = (bus: MessageBus): string => ("name" in bus ? String(bus.name) : "");

async function isAlive({ client }: Service): Promise<void> {
  assert.deepEqual(await client.call(call("Echo", "s", "alive")), { kind: "value", value: ["alive"] });
}

test("a call reaches its method with its arguments and the sender's own name", async (test) => {
  const it = await service(test);
  const other = await stranger(test, it);
  const message = { destination: NAME, path: PATH, interface: IFACE, member: "Echo", signature: "s", body: ["hello"] };
  const reply = await other.call(new Message(message));
  assert.deepEqual(reply?.body, ["hello"]);
  assert.deepEqual(it.calls, [{ sender: nameOf(other), args: ["hello"], interactive: false }]);
});

test("whether polkit may ask is told", async (test) => {
  const it = await service(test);
  await it.client.call({ ...call("Echo", "s", "x"), interactive: true });
  assert.equal(it.calls[0]?.interactive, true);
});

test("a TravelError reaches the caller by its name and sentence", async (test) => {
  const { client, faults } = await service(test);
  assert.deepEqual(await client.call(call("Refuse")), {
    kind: "error",
    where: `${NAME} Refuse`,
    code: "io.github.travelmode.Error.ProfileUnknown",
    detail: "there is no profile\u{FFFD} x",
  });
  assert.deepEqual(faults, []);
});

test("of any other fault the caller learns nothing, and the service all", async (test) => {
  const { client, faults } = await service(test);
  for (const member of ["Fault", "Wrong"]) {
    const reply = await client.call(call(member));
    assert.ok(reply.kind === "error");
    assert.equal(reply.code, "io.github.travelmode.Error.Internal");
    assert.doesNotMatch(reply.detail ?? "", /secret|alice|no number|\bat /);
  }
  assert.match(String(faults[0]), /secret of/);
  assert.match(String(faults[1]), /no number/);
});

test("arguments of other types are refused", async (test) => {
  const it = await service(test);
  for (const wrong of [call("Echo"), call("Echo", "u", 1), call("Echo", "ss", "a", "b"), call("Any", "s", "x")])
    assert.equal(await code(it.client.call(wrong)), `${ERROR}.InvalidArgs`);
  assert.deepEqual(it.calls, []);
});

test("what is not in the table is unknown, also where every object of JavaScript has it", async (test) => {
  const it = await service(test);
  for (const member of ["Nothing", "constructor", "toString", "__proto__", "hasOwnProperty"])
    assert.equal(await code(it.client.call(call(member))), `${ERROR}.UnknownMethod`);
  assert.equal(await code(it.client.call({ ...call("Echo", "s", "x"), path: "/other" })), `${ERROR}.UnknownObject`);
  assert.equal(await code(it.client.call({ ...call("Echo", "s", "x"), interface: "a.b" })), `${ERROR}.UnknownInterface`);
  const properties = "org.freedesktop.DBus.Properties";
  assert.equal(await code(it.client.call({ ...call("Nothing"), interface: properties })), `${ERROR}.UnknownInterface`);
  const other = await stranger(test, it);
  const bare = new Message({ destination: NAME, path: PATH, member: "Echo", signature: "s", body: ["x"] });
  await assert.rejects(other.call(bare), { type: `${ERROR}.UnknownInterface` });
});

test("properties can be read one by one and together", async (test) => {
  const it = await service(test);
  assert.deepEqual(await getProperty(it.client, OBJECT, "Level"), { kind: "value", value: 7 });
  assert.deepEqual(await getAllProperties(it.client, OBJECT), { kind: "value", value: { Level: 7, Mode: "off" } });
  it.level = 8;
  assert.deepEqual(await getProperty(it.client, OBJECT, "Level"), { kind: "value", value: 8 });
  for (const name of ["Missing", "constructor", "__proto__"])
    assert.equal(await code(getProperty(it.client, OBJECT, name) as ReturnType<Bus["call"]>), `${ERROR}.UnknownProperty`);
  const peerInterface = { ...OBJECT, interface: "org.freedesktop.DBus.Peer" };
  assert.deepEqual(await getAllProperties(it.client, peerInterface), { kind: "value", value: {} });
  const unknown = await getAllProperties(it.client, { ...OBJECT, interface: "a.b" });
  assert.equal(unknown.kind === "error" && unknown.code, `${ERROR}.UnknownInterface`);
});

test("a property cannot be set", async (test) => {
  const it = await service(test);
  const before = it.object.properties();
  for (const name of ["Level", "Missing", "__proto__"])
    assert.equal(await code(it.client.call(setProperty(OBJECT, name, "u", 99))), `${ERROR}.PropertyReadOnly`);
  assert.deepEqual(it.object.properties(), before);
  assert.deepEqual(await getProperty(it.client, OBJECT, "Level"), { kind: "value", value: 7 });
});

test("introspection is the document verbatim, and above it the way there", async (test) => {
  const { client } = await service(test);
  const introspect = (path: string) =>
    client.call({ ...call("Introspect"), path, interface: "org.freedesktop.DBus.Introspectable" });
  assert.deepEqual(await introspect(PATH), { kind: "value", value: [XML] });
  for (const [path, child] of [
    ["/", "io"],
    ["/io", "github"],
    ["/io/github", "travelmode"],
  ] as const) {
    const reply = await introspect(path);
    assert.match(
      String(reply.kind === "value" && reply.value[0]),
      new RegExp(`<node>\\s*<node name="${child}"/>\\s*</node>\\s*$`),
    );
  }
  assert.equal(await code(introspect("/io/git")), `${ERROR}.UnknownObject`);
  assert.equal(await code(client.call({ ...call("Ping"), interface: "org.freedesktop.DBus.Peer" })), "value");
});

test("signals and changed properties are heard by whoever listens", async (test) => {
  const it = await service(test);
  const heard: BusSignal[] = [];
  const hear = (signal: BusSignal) => void heard.push(signal);
  await it.client.listen({ sender: NAME, interface: IFACE, member: "Reported" }, hear);
  await it.client.listen({ sender: NAME, interface: "org.freedesktop.DBus.Properties", member: "PropertiesChanged" }, hear);
  it.hosting.emit("Reported", "su", ["on", 3]);
  it.level = 9;
  it.hosting.changed(["Level", "Missing"]);
  await roundTrip(it.bus);
  await roundTrip(it.client);
  assert.deepEqual(
    heard.map(({ path, interface: iface, member, args }) => [path, iface, member, args]),
    [
      [PATH, IFACE, "Reported", ["on", 3]],
      [PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", [IFACE, { Level: 9 }, []]],
    ],
  );
});

test("a signal that cannot be sent is a fault that is told, not thrown", async (test) => {
  const it = await service(test);
  it.hosting.emit("Reported", "u", ["no number"]);
  assert.equal(it.faults.length, 1);
  await isAlive(it);
});

test("a name that somebody has is not taken, and can be when it is free", async (test) => {
  const it = await service(test);
  const second = open(test, it.daemon.address);
  const refused = await second.host(it.object);
  assert.equal(refused.kind === "error" && refused.code, "NameTaken");
  await it.hosting.release();
  assert.equal((await second.host(it.object)).kind, "value");
  await isAlive(it);
  const again = await second.host(it.object);
  assert.equal(again.kind === "error" && again.code, `${ERROR}.ObjectPathInUse`);
});

test("the name is let go on release and on close; what was called before is answered", async (test) => {
  const it = await service(test);
  let answer: () => void = () => {};
  const reached = new Promise<void>((resolve) => {
    const run = () =>
      new Promise((done) => {
        answer = () => done(["late"]);
        resolve();
      });
    Object.assign(it.object.methods, { Slow: { in: "", out: "s", run } });
  });
  const slow = it.client.call(call("Slow"));
  await reached;
  await it.hosting.release();
  await it.hosting.release();
  assert.equal(await code(it.client.call(call("Echo", "s", "x"))), `${ERROR}.ServiceUnknown`);
  answer();
  assert.deepEqual(await slow, { kind: "value", value: ["late"] });
  const anew = await it.bus.host(it.object);
  assert.equal(anew.kind, "value");
  await it.bus.close();
  await roundTrip(it.client);
  assert.equal(await code(it.client.call(call("Echo", "s", "x"))), `${ERROR}.ServiceUnknown`);
});

test("an answer leaves whole although the service hangs up right after it", async (test) => {
  const it = await service(test);
  const run = async () => {
    setImmediate(() => it.bus.close());
    return ["x".repeat(900_000)];
  };
  Object.assign(it.object.methods, { Last: { in: "", out: "s", run } });
  assert.equal(await code(it.client.call(call("Last"))), "value");
});

test("a call whose caller wants no answer is done all the same", async (test) => {
  const it = await service(test);
  const other = await stranger(test, it);
  const replies: Message[] = [];
  other.on("message", (message: Message) => replies.push(message));
  for (const member of ["Echo", "Nothing"])
    other.send(new Message({ destination: NAME, path: PATH, interface: IFACE, member, flags: 1, signature: "s", body: ["x"] }));
  await roundTrip(other);
  await roundTrip(it.bus);
  await roundTrip(other);
  assert.equal(it.calls.length, 1);
  assert.equal(replies.filter(({ sender }) => sender !== "org.freedesktop.DBus").length, 0);
});

test("a call that speaks of a descriptor and carries none does not end the service", async (test) => {
  const it = await service(test);
  const other = await stranger(test, it);
  const to = { destination: NAME, path: PATH, interface: IFACE };
  forge(other, bodyOf("u"), bodyOf("h"));
  const attack = other.call(new Message({ ...to, member: "Echo", signature: "u", body: [0] }));
  await assert.rejects(attack, { type: `${ERROR}.InvalidArgs` });
  forge(other, Buffer.from("\x01u\0"), Buffer.from("\x01h\0"));
  await other.call(new Message({ ...to, member: "Any", signature: "v", body: [new Variant("u", 0)] }));
  assert.deepEqual(it.calls.at(-1)?.args, [-1]);
  other.send(new Message({ ...to, type: MessageType.SIGNAL, member: "Echo", signature: "u", body: [0] }));
  await isAlive(it);
});

test("more than we read is refused or not answered, and does no harm", async (test) => {
  const it = await service(test);
  assert.equal(await code(it.client.call(call("Echo", "s", "x".repeat(2 ** 21)))), `${ERROR}.InvalidArgs`);
  const many = { ...call("All", "as", Array(2 ** 18).fill("four")), timeoutMs: 300 };
  assert.equal(await code(it.client.call(many)), `${ERROR}.NoReply`);
  assert.deepEqual(it.calls, []);
  await isAlive(it);
});

test("a dictionary from outside cannot pass off a prototype", async (test) => {
  const it = await service(test);
  const other = await stranger(test, it);
  forge(other, Buffer.from("admin____"), Buffer.from("__proto__"));
  const trap = new Variant("a{sv}", { admin____: new Variant("s", "yes"), name: new Variant("s", "x") });
  await other.call(new Message({ destination: NAME, path: PATH, interface: IFACE, member: "Any", signature: "v", body: [trap] }));
  assert.deepEqual(it.calls[0]?.args, [{ name: "x" }]);
  await isAlive(it);
});

test("thousands of calls at once, good and bad, are all answered", async (test) => {
  const it = await service(test, { max_replies_per_connection: 5000 });
  const flood = Array.from({ length: 2000 }, (_, number) =>
    code(it.client.call(number % 2 === 0 ? call("Echo", "s", `${number}`) : call("Fault"))),
  );
  const ends = await Promise.all(flood);
  assert.equal(ends.filter((end) => end === "value").length, 1000);
  assert.equal(ends.filter((end) => end === "io.github.travelmode.Error.Internal").length, 1000);
  await isAlive(it);
});

test("whatever is called with whatever, an answer comes and the service lives", async (test) => {
  const it = await service(test);
  const standard = ["Peer", "Introspectable", "Properties", "ObjectManager"].map((name) => `org.freedesktop.DBus.${name}`);
  const args = fc.constantFrom<readonly [string, ...BusValue[]]>(
    [""],
    ["s", ""],
    ["ss", IFACE, "Level"],
    ["ssv", IFACE, "Level", { variant: "as", value: [] }],
    ["v", { variant: "a{sv}", value: {} }],
    ["as", []],
    ["(a(ss)d)", [[], Number.MIN_VALUE]],
    ["a{s(av)}", { toString: [[]] }],
    ["ay", Uint8Array.from([0])],
    ["t", 2n ** 64n - 1n],
  );
  const any = fc.record({
    path: fc.constantFrom("/", PATH, "/io", "/x", `${PATH}/x`),
    interface: fc.constantFrom(IFACE, "a.b", ...standard),
    member: fc.constantFrom("Echo", "Any", "All", "Refuse", "Get", "GetAll", "Set", "Ping", "Introspect", "valueOf"),
    args,
    interactive: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(any, async ({ args: [signature, ...values], interactive, ...to }) => {
      const asked = { ...to, service: NAME, signature, args: values, ...(interactive ? { interactive: true as const } : {}) };
      assert.notEqual(await code(it.client.call(asked)), `${ERROR}.NoReply`);
    }),
    { numRuns: 300 },
  );
  assert.deepEqual(it.faults, []);
  await isAlive(it);
});

test("when the daemon dies its end is told once, and calls under way end", async (test) => {
  const it = await service(test);
  const lost: string[] = [];
  it.bus.onLost(() => lost.push("one"));
  const told = new Promise<void>((resolve) => {
    it.bus.onLost(() => {
      lost.push("two");
      resolve();
    });
  });
  const [theirs, ours] = [it.client.call(call("Hang")), it.bus.call(call("Hang"))];
  await isAlive(it);
  await it.daemon.kill();
  assert.equal(await code(theirs), `${ERROR}.Disconnected`);
  assert.equal(await code(ours), `${ERROR}.Disconnected`);
  await told;
  it.hosting.emit("Reported", "s", ["into the void"]);
  it.hosting.changed(["Level"]);
  await it.hosting.release();
  await it.daemon.start();
  assert.equal(await code(it.client.call(call("Echo", "s", "x"))), `${ERROR}.ServiceUnknown`);
  assert.equal((await it.bus.host(it.object)).kind, "value");
  await isAlive(it);
  assert.deepEqual([lost, it.faults], [["one", "two"], []]);
});
