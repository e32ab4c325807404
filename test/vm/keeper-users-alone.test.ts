// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, changed, typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop } from "./virtual-laptop.ts";

/** Nothing is installed: the program lies in a folder. */
const laptop = startLaptop("energy", "users-alone");
const alice = typist(laptop, "alice");
const start = laptop.snapshot();

const GOVERNOR = "/sys/devices/system/cpu/cpufreq/policy0/scaling_governor";
const log = (): string => laptop.run("root", "journalctl", "-b", "_UID=1000", "-n", "60", "--no-pager", "-o", "cat").stdout;
const mode = (): unknown => (JSON.parse(alice.type("status", "--json").stdout) as { readonly mode: unknown }).mode;
const keeperPid = (): string =>
  laptop.sure("alice", "systemctl", "--user", "show", "-p", "MainPID", "--value", "travelmode.service").trim();

const left = (): string => {
  const places = ["/home/alice/.config", "/home/alice/.local", "/run/user/1000/systemd/transient"];
  const processes = laptop.run("root", "pgrep", "-af", "dist/keeper.cjs").stdout;
  return processes + laptop.run("root", "find", ...places, "-name", "*travelmode*.service").stdout;
};

function turnOn(): string {
  const on = alice.type("on", "flight");
  assert.equal(on.status, 3, on.stdout + on.stderr + log());
  return on.stdout;
}

test("alice turns what she may; that sudo travelmode install does it all is said once; a keeper of her own watches", () => {
  const said = turnOn();
  assert.match(said, /needs? root/);
  assert.equal(said.match(/sudo travelmode install/g)?.length, 1);
  const turned = changed(start, laptop.snapshot());
  assert.match(turned.get("WirelessEnabled") ?? "", /false/);
  assert.equal(turned.get(GOVERNOR), undefined);
  assert.notEqual(keeperPid(), "0");
});

test("kill -9 of her keeper: the next goes on", async () => {
  const pid = keeperPid();
  laptop.sure("root", "kill", "-9", pid);
  await until("the next keeper", () => !["0", pid].includes(keeperPid()), 20, log);
  assert.equal(mode(), "on");
});

test("plugging in puts everything back; unplugged again nothing of it runs, and nothing waits for the next login", async () => {
  laptop.set("ac=on");
  await until("put back", () => mode() === "off", 15, log);
  assertSame(laptop.snapshot(), start);
  laptop.set("ac=off"); // until then it watches whether that charger was a real one
  await until("nothing is left", () => left() === "", 30, left);
});

test("off puts everything back", () => {
  turnOn();
  const off = alice.type("off");
  assertSame(laptop.snapshot(), start, off);
  assert.equal(off.status, 0, off.stdout + off.stderr);
});

test("logging out puts back what may be put back then, and the next login the rest; nothing of it stays", async () => {
  turnOn();
  laptop.sure("root", "loginctl", "terminate-user", "alice");
  await until("her keeper has ended", () => laptop.run("root", "pgrep", "-f", "keeper.cjs --user").status !== 0, 30, log);
  await until("alice is back", () => laptop.run("alice", "true").status === 0, 60);
  await until("all is put back", () => laptop.snapshot() === start, 40, log);
  await until("nothing is left", () => left() === "", 30, left);
  assert.equal(mode(), "off");
});

const SAID = "/tmp/foreground";

/** What bob's command in the foreground has said so far. */
const said = (): string => laptop.sure("root", "cat", SAID);

/** Begins it as root; back when it says how to end it. */
async function stayInForeground(...on: readonly string[]): Promise<void> {
  const command = `sudo timeout --preserve-status -s INT 300 travelmode ${on.join(" ")} --foreground; echo "status $?"`;
  laptop.sure("bob", "sh", "-c", `(${command}) >${SAID} 2>&1 &`);
  await until("it says how to end it", () => /Ctrl-C/.test(said()), 90, said);
}

async function interrupt(): Promise<void> {
  laptop.sure("root", "pkill", "-INT", "-x", "timeout"); // hands it on to the whole group, as a terminal does
  await until("it has ended", () => /^status/m.test(said()), 30, said);
}

test("root without the service: Ctrl-C puts back what the command in the foreground had turned", async () => {
  await stayInForeground("on", "flight");
  assert.equal(laptop.sure("root", "cat", GOVERNOR).trim(), "schedutil");
  await interrupt();
  assertSame(laptop.snapshot(), start);
  assert.match(said(), /^Travel mode is on: flight[\s\S]*Ctrl-C puts everything back[\s\S]*status 0\n$/);
});

test("root's journey in the foreground goes on with its goal after a sleep, and status says so; Ctrl-C ends it", async () => {
  const goal = (): unknown =>
    (JSON.parse(typist(laptop, "root").type("status", "--json").stdout) as { readonly trip: unknown }).trip;
  await stayInForeground("on", "flight", "--last", "4h");
  assert.match(said(), /^The journey: .*, in 4 h, with 5 % to be left\.\n/u);
  const before = goal();
  assert.ok(before !== null);
  laptop.asleep();
  await until(
    "it has looked",
    () => /suspend exit/.test(laptop.sure("root", "journalctl", "-b", "-k", "--no-pager", "-n", "20")),
    20,
  );
  assert.deepEqual(goal(), before);
  assert.match(typist(laptop, "root").type("status").stdout, /^Travel mode is on: flight.*\n(?:.*\n)*The journey: /u);
  assert.doesNotMatch(said(), /^status/m);
  await interrupt();
  assertSame(laptop.snapshot(), start);
});
