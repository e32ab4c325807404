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

test("root without the service: Ctrl-C puts back what the command in the foreground had turned", async () => {
  const said = "/tmp/foreground";
  const command = `(sudo timeout --preserve-status -s INT 100 travelmode on flight --foreground; echo "status $?") >${said} 2>&1 &`;
  laptop.sure("bob", "sh", "-c", command);
  await until("it is on", () => laptop.sure("root", "cat", GOVERNOR).trim() === "schedutil", 30);
  await until("it says how to end it", () => /Ctrl-C/.test(laptop.sure("root", "cat", said)), 30);
  laptop.sure("root", "pkill", "-INT", "-x", "timeout"); // hands it on to the whole group, as a terminal does
  await until("it has ended", () => /^status/m.test(laptop.sure("root", "cat", said)), 30);
  const text = laptop.sure("root", "cat", said);
  assertSame(laptop.snapshot(), start);
  assert.match(text, /^Travel mode is on: flight[\s\S]*Ctrl-C puts everything back[\s\S]*status 0\n$/);
});
