// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import test from "node:test";
import { value } from "../../src/machine/reading.ts";
import { realMachine } from "../../src/machine/real-machine.ts";
import { systemBus } from "../../src/machine/system-bus.ts";
import { echo, peer, privateBus } from "../fakes/private-bus.ts";
import { tree } from "../fakes/tree.ts";

/** Runs a script in a Node of its own, with `realMachine` and `systemBus` at hand; answers what it printed. */
function script(text: string): string {
  const room = new URL("../../src/machine/", import.meta.url);
  const whole = `import { createRequire } from "node:module"; import { realMachine } from "${room}real-machine.js";
    import { systemBus } from "${room}system-bus.js"; ${text}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", whole], {
    encoding: "utf8",
    timeout: 10_000,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

const LOADED = `Object.keys(createRequire(import.meta.url).cache ?? {}).some((path) => path.includes("dbus-next"))`;

test("a machine that is not used loads neither dbus-next nor child_process", () => {
  const programs = `process.moduleLoadList.includes("NativeModule child_process")`;
  const text = `const machine = realMachine(); await machine.close(); console.log(${LOADED}, ${programs});`;
  assert.equal(script(text), "false false\n");
});

test("an idle bus keeps no process alive", async (test) => {
  const { address } = await privateBus(test);
  await peer(test, address, { name: "io.github.travelmode.Peer", members: { Echo: echo } });
  const call = `{ service: "org.freedesktop.DBus", path: "/", interface: "org.freedesktop.DBus", member: "GetId", signature: "", args: [] }`;
  const text = `const { kind } = await systemBus("${address}").call(${call}); console.log(kind, ${LOADED});`;
  const start = Date.now();
  assert.equal(script(text), "value true\n");
  assert.ok(Date.now() - start < 4500);
});

/** Runs a script that prints "ready" and then waits for what `act` does; answers all that it printed when it has ended by itself. */
async function waiting(text: string, act: () => Promise<unknown>): Promise<string> {
  const room = new URL("../../src/machine/system-bus.js", import.meta.url);
  const whole = `import { systemBus } from "${room}"; ${text}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", whole], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 10_000,
  });
  const lines: string[] = [];
  const output = createInterface(child.stdout).on("line", (line) => lines.push(line));
  await once(output, "line");
  await act();
  const [status] = await once(child, "close");
  return `${lines.join(" ")} ${status}`;
}

test("listening keeps the process alive until it is stopped", async (test) => {
  const { address } = await privateBus(test);
  const text = `const match = { sender: "org.freedesktop.DBus", interface: "org.freedesktop.DBus", member: "NameOwnerChanged", arg0: "a.b" };
    const listening = await systemBus("${address}").listen(match, () => { console.log("heard"); listening.value(); });
    console.log("ready");`;
  assert.equal(await waiting(text, () => peer(test, address, { name: "a.b", members: {} })), "ready heard 0");
});

test("hosting keeps the process alive until it is released", async (test) => {
  const { address } = await privateBus(test);
  const text = `const quit = { in: "", out: "", run: async () => { console.log("called"); hosting.value.release(); return []; } };
    const object = { name: "a.b", path: "/", interface: "a.b", xml: "", properties: () => ({}), methods: { quit }, onFault: console.log };
    const hosting = await systemBus("${address}").host(object);
    console.log("ready");`;
  const call = { service: "a.b", path: "/", interface: "a.b", member: "quit", signature: "", args: [] };
  const bus = systemBus(address);
  test.after(() => bus.close());
  assert.equal(await waiting(text, async () => assert.deepEqual(await bus.call(call), value([]))), "ready called 0");
});

test("shows the files of another tree when given its root", async (test) => {
  const { root } = tree(test, { "/sys/class/power_supply/BAT0/capacity": "57" });
  const machine = realMachine({ root });
  test.after(() => machine.close());
  assert.deepEqual(machine.files.read("/sys/class/power_supply/BAT0/capacity"), value("57"));
  assert.equal(machine.caller.pid, process.pid);
});
