// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, BACKLIGHT, changed, typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "manners");
const { type } = typist(laptop, "root");
const start = laptop.snapshot();

test("--dry-run changes nothing, neither of on nor of off", () => {
  assert.equal(type("on", "--dry-run").status, 0);
  assertSame(laptop.snapshot(), start);
  type("on");
  const travelling = laptop.snapshot();
  assert.equal(type("off", "--dry-run").status, 0);
  assertSame(laptop.snapshot(), travelling);
  type("off");
  assertSame(laptop.snapshot(), start);
});

test("Wi-Fi that was off before is off after", () => {
  laptop.sure("alice", "nmcli", "radio", "wifi", "off");
  const before = laptop.snapshot();
  type("on");
  type("off");
  assertSame(laptop.snapshot(), before);
  laptop.sure("alice", "nmcli", "radio", "wifi", "on");
});

test("what the user changes meanwhile stays, and status and off say so", () => {
  type("on");
  laptop.sure("root", "sh", "-c", `echo 19 > ${BACKLIGHT}`);
  const status = type("status");
  const off = type("off");
  assert.deepEqual([...changed(start, laptop.snapshot())], [[BACKLIGHT, "19|"]]);
  assert.match(status.stdout, /changed|yours/);
  assert.match(off.stdout, /yourself|yours/);
  laptop.sure("root", "sh", "-c", `echo ${changed("", start).get(BACKLIGHT)?.slice(0, -1)} > ${BACKLIGHT}`);
  assertSame(laptop.snapshot(), start);
});

test("Wi-Fi turned on by hand in the middle of it is on, and off leaves it on", () => {
  type("on");
  assert.equal(type("wifi", "on").status, 0);
  assert.equal(changed(start, laptop.snapshot()).has("WirelessEnabled"), false);
  type("off");
  assertSame(laptop.snapshot(), start);
});

test("sudo ends the caller's own travel mode first and says so; each sees the other's", () => {
  const [bob, sudo, alice] = [typist(laptop, "bob"), typist(laptop, "bob", "sudo"), typist(laptop, "alice")];
  bob.type("on", "flight");
  assert.match(sudo.type("status").stdout, /travel mode of bob is on/);
  assert.match(sudo.type("on", "flight").stdout, /Ended the travel mode of bob/);
  assert.match(bob.type("status").stdout, /Travel mode is on: flight.*\nFor the whole computer/);
  const refused = alice.type("on");
  assert.equal(refused.status, 4);
  assert.match(refused.stderr, /sudo travelmode/);
  sudo.type("off");
  assertSame(laptop.snapshot(), start);
});
