// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("thinkpad", "charge-limit", "package");
const { type } = typist(laptop, "alice");
const shell = (script: string): string => laptop.sure("root", "sh", "-c", script);

const PACK = "/sys/class/power_supply/BAT0";
const limits = (): string =>
  shell(`cat ${PACK}/charge_control_start_threshold ${PACK}/charge_control_end_threshold`).trim().replace("\n", "/");
const setLimits = (start: number, end: number): string =>
  shell(`cd ${PACK}; echo 0 >charge_control_start_threshold; echo ${end} >charge_control_end_threshold
    echo ${start} >charge_control_start_threshold`);
const log = (): string => laptop.run("root", "journalctl", "-b", "-u", "travelmode", "-n", "40", "--no-pager").stdout;

/** As a program of alice's asks for it, without a password. */
function fullCharge(on: boolean): void {
  const object = ["io.github.travelmode", "/io/github/travelmode", "io.github.travelmode.Keeper1"];
  laptop.sure("alice", "busctl", "--system", "call", ...object, "FullCharge", "b", String(on));
}

/** The guest's clock goes ahead; a keeper that has just begun looks at once. */
const sixMinutesLater = (): string => shell("date -s '+6 minutes'; systemctl kill --signal=KILL travelmode.service");

beforeEach(() => {
  laptop.set("ac=on");
  fullCharge(false);
  setLimits(40, 80);
});

test("set charge-limit by hand as alice: a number, full, in the order that the driver takes", () => {
  for (const [value, comes] of [
    ["60", "40/60"],
    ["full", "0/100"],
    ["50", "0/50"],
  ] as const) {
    const set = type("set", "charge-limit", value);
    assert.equal(set.status, 0, set.stdout + set.stderr);
    assert.equal(limits(), comes);
  }
});

test("one full charge: 40/80 to 100, status tells of it, and back after five minutes on battery", async () => {
  fullCharge(true);
  assert.equal(limits(), "0/100");
  assert.match(
    type("status").stdout,
    /Charging to full once; the limit \(.*40 to 80 %.*\) comes back after 5 minutes on battery/,
  );
  type("on", "online");
  type("off");
  assert.equal(limits(), "0/100");
  laptop.set("ac=off");
  await until("it knows", () => /comes back at/.test(type("status").stdout), 20, log);
  assert.equal(limits(), "0/100");
  sixMinutesLater();
  await until("it is back", () => limits() === "40/80", 30, log);
  assert.doesNotMatch(type("status").stdout, /full once/);
});

test("a keeper that is killed at any moment leaves a limit that comes back", async () => {
  for (const delayMs of [0, 150, 400, 900]) {
    for (const on of [true, false]) {
      shell(`busctl call io.github.travelmode /io/github/travelmode io.github.travelmode.Keeper1 FullCharge b ${on} >/dev/null 2>&1 &
        sleep ${delayMs / 1000}; systemctl kill --signal=KILL travelmode.service`);
      await pause(100);
    }
    fullCharge(false);
    assert.equal(limits(), "40/80", `after ${delayMs} ms\n${log()}`);
  }
});

test("prepare raises it for one charge, and what is left of that after a reboot on battery comes to its end", async () => {
  const { stdout, stderr } = type("prepare");
  assert.equal(limits(), "0/100", stdout + stderr);
  laptop.set("ac=off");
  await until("it knows", () => /comes back at/.test(type("status").stdout), 30, log);
  laptop.reboot();
  await until("it still knows", () => /comes back at/.test(type("status").stdout), 30, log);
  assert.equal(limits(), "0/100");
  sixMinutesLater();
  await until("it is back", () => limits() === "40/80", 30, log);
});

test("a reboot at the charger keeps it, and what the controller forgot is written again", async () => {
  fullCharge(true);
  shell("systemctl stop travelmode.service");
  setLimits(70, 75);
  laptop.reboot();
  await until("it is raised again", () => limits() === "0/100", 30, log);
  laptop.set("ac=off");
  await until("it knows", () => /comes back at/.test(type("status").stdout), 30, log);
  sixMinutesLater();
  await until("it is back", () => limits() === "40/80", 30, log);
});
