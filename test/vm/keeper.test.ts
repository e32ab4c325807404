// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { setTimeout } from "node:timers/promises";
import { assertSame, BACKLIGHT, changed, typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("thinkpad", "keeper", "package");
const alice = typist(laptop, "alice");
const GOVERNOR = "/sys/devices/system/cpu/cpufreq/policy0/scaling_governor";
const start = laptop.snapshot();

const isOn = (): boolean => laptop.sure("root", "cat", GOVERNOR).trim() === "schedutil";
const keeperPid = (): string => laptop.sure("root", "systemctl", "show", "-p", "MainPID", "--value", "travelmode.service").trim();
const status = (): Record<string, unknown> => JSON.parse(alice.type("status", "--json").stdout) as Record<string, unknown>;

/** Seconds until it is so; complains after `mostS`. */
async function until(what: string, condition: () => boolean, mostS: number): Promise<number> {
  const startMs = performance.now();
  while (!condition()) {
    assert.ok(performance.now() - startMs < mostS * 1000, `${what}: not within ${mostS} s\n${log()}`);
    await setTimeout(100);
  }
  return (performance.now() - startMs) / 1000;
}

const log = (): string => laptop.run("root", "journalctl", "-b", "-u", "travelmode", "-n", "40", "--no-pager").stdout;

function turnOn(...more: readonly string[]): void {
  const on = alice.type("on", "flight", ...more);
  assert.equal(on.status, 0, on.stdout + on.stderr + log());
  assert.ok(isOn(), on.stdout);
}

function turnOff(): void {
  const off = alice.type("off");
  assertSame(laptop.snapshot(), start, off);
  assert.equal(off.status, 0, off.stdout + off.stderr);
}

/** Each begins on battery, with travel mode off. */
beforeEach(async () => {
  laptop.set("ac=off");
  if (status()["mode"] !== "off") alice.type("off");
  await setTimeout(3000);
});

test("a charger that was plugged in during sleep puts everything back", async () => {
  turnOn();
  laptop.asleep(() => laptop.set("ac=on"));
  await until("put back", () => !isOn() && status()["mode"] === "off", 20);
  assertSame(laptop.snapshot(), start);
});

test("alice needs no password, and everything that only root may change changes too", () => {
  turnOn();
  assert.match(changed(start, laptop.snapshot()).get("WirelessEnabled") ?? "", /false/);
  turnOff();
});

test("with travel mode and automatic mode off nothing of it runs", async () => {
  await until("the keeper retires", () => keeperPid() === "0", 30);
  assert.equal(laptop.run("root", "pgrep", "-f", "travelmode|keeper.cjs").stdout.trim(), "");
});

test("typed on a charger it holds, through a kill and through sleep; the next plugging puts back within 8 s", async () => {
  laptop.set("ac=on");
  turnOn();
  laptop.sure("root", "kill", "-9", keeperPid());
  await setTimeout(5000);
  assert.ok(isOn());
  laptop.asleep();
  await setTimeout(8000);
  assert.ok(isOn());
  laptop.set("ac=off");
  await setTimeout(10_000);
  assert.ok(isOn());
  laptop.set("ac=on");
  await until("put back", () => !isOn() && status()["mode"] === "off", 10);
  assertSame(laptop.snapshot(), start);
});

test("on weak power it stays on, and says so", async () => {
  turnOn();
  laptop.set("ac=on", "bat0.state=discharging", "bat1.state=discharging");
  await setTimeout(15_000);
  assert.ok(isOn());
  assert.match(alice.type("status").stdout, /weak power/);
  turnOff();
});

test("after sleep drift is written again, and what alice changed is left", async () => {
  turnOn();
  alice.type("wifi", "on");
  laptop.sure("root", "sh", "-c", `echo 12 >${BACKLIGHT}`);
  await setTimeout(3000);
  const hook = "/lib/systemd/system-sleep/drift";
  laptop.sure(
    "root",
    "sh",
    "-c",
    `printf '#!/bin/sh\\n[ $1 = post ] && echo performance >${GOVERNOR}\\n' >${hook}; chmod +x ${hook}`,
  );
  laptop.asleep();
  await until("the governor is written again", isOn, 20);
  assert.equal(laptop.sure("root", "cat", BACKLIGHT).trim(), "12");
  assert.match(laptop.sure("alice", "nmcli", "radio", "wifi"), /enabled/);
  laptop.sure("root", "rm", hook);
  alice.type("off");
  const left = changed(start, laptop.snapshot());
  assert.deepEqual([...left.keys()], [BACKLIGHT]);
  laptop.sure("root", "sh", "-c", `echo ${/acpi_video0\/brightness=(\d+)/.exec(start)?.[1] ?? "20"} >${BACKLIGHT}`);
  assertSame(laptop.snapshot(), start);
});

test("kill -9 again and again: the next keeper goes on, and off puts every byte back", async () => {
  for (let round = 0; round < 4; round += 1) {
    const moment = (Math.random() * 4).toFixed(2);
    const what = round % 2 === 0 ? "on flight" : "on endurance";
    laptop.run(
      "root",
      "sh",
      "-c",
      `travelmode ${what} >/dev/null 2>&1 & sleep ${moment}; kill -9 $(systemctl show -p MainPID --value travelmode.service); wait`,
    );
    await until("a keeper is there again", () => keeperPid() !== "0" || status()["mode"] === "off", 20);
  }
  alice.type("on", "flight");
  turnOff();
});

test("the services it asks may restart, one by one: no fight, and off puts every byte back", async () => {
  turnOn();
  for (const service of ["upower", "NetworkManager", "bluetooth", "systemd-logind"]) {
    laptop.sure("root", "systemctl", "restart", service);
    await setTimeout(6000);
    assert.ok(isOn(), service);
  }
  assert.match(laptop.sure("root", "nmcli", "radio", "wifi"), /disabled/);
  turnOff();
});

test("bob, whose session is not at the screen, is asked; without a terminal he is told what to do", () => {
  const on = laptop.run("bob", "travelmode", "on", "flight");
  assert.equal(on.status, 4, on.stdout + on.stderr);
  assert.match(on.stderr, /sudo travelmode on/);
  assertSame(laptop.snapshot(), start);
});

test("a reboot on battery goes on with it, a reboot on a charger puts it back", async () => {
  const booted = start.replaceAll("scaling_governor=performance", "scaling_governor=schedutil");
  // A profile that leaves the radios alone: the machine counts as up when Bluetooth is.
  const on = alice.type("on", "endurance");
  assert.equal(on.status, 0, on.stdout + on.stderr);
  laptop.reboot();
  await until("it goes on", () => status()["mode"] === "on", 40);
  assert.notEqual(laptop.snapshot(), booted);
  laptop.set("ac=on");
  laptop.reboot();
  await until("it ends", () => status()["mode"] === "off", 40);
  assertSame(laptop.snapshot(), booted);
});

test("removing the package while travel mode is on puts everything back and leaves nothing", () => {
  alice.type("on", "flight");
  laptop.sure("root", "dpkg", "--purge", "travelmode");
  const left = laptop.run(
    "root",
    "sh",
    "-c",
    "find / -xdev -iname '*travelmode*' -not -path '/proc/*' -not -path '/tmp/*' -not -path '/var/lib/dpkg/*' -not -path '/var/log/*'",
  );
  assert.equal(left.stdout, "");
});
