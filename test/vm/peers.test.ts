// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, changed, typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("thinkpad", "peers");
const root = typist(laptop, "root");
const alice = typist(laptop, "alice");

const PPD = "ActiveProfile";

test("power-profiles-daemon: its profile is asked for through it, and comes back", () => {
  laptop.sure("root", "rm", "/etc/systemd/system/power-profiles-daemon.service");
  laptop.sure("root", "systemctl", "daemon-reload");
  laptop.sure("root", "systemctl", "start", "power-profiles-daemon");
  const before = laptop.snapshot();
  assert.match(before, new RegExp(`${PPD}=s "balanced"`));
  const on = root.type("on", "flight");
  assert.equal(changed(before, laptop.snapshot()).get(PPD), 's "power-saver"', on.stdout + on.stderr);
  const off = root.type("off");
  assertSame(laptop.snapshot(), before, off);
});

test("power-profiles-daemon: alice may ask for its profile too, and gets the old one back", () => {
  const before = laptop.snapshot();
  const on = alice.type("on", "flight");
  assert.equal(changed(before, laptop.snapshot()).get(PPD), 's "power-saver"', on.stdout + on.stderr);
  alice.type("off");
  assertSame(laptop.snapshot(), before);
  laptop.sure("root", "systemctl", "stop", "power-profiles-daemon");
});

test("TLP: what it has set is put back, and it runs on", () => {
  laptop.sure("root", "systemctl", "unmask", "tlp");
  laptop.sure("root", "rm", "/etc/tlp.d/99-vlaptop-off.conf", "/etc/udev/rules.d/85-tlp.rules");
  laptop.sure("root", "udevadm", "control", "--reload");
  laptop.sure("root", "systemctl", "start", "tlp");
  const before = laptop.snapshot();
  const on = root.type("on", "flight");
  assert.notEqual(laptop.snapshot(), before, on.stdout + on.stderr);
  const off = root.type("off");
  assertSame(laptop.snapshot(), before, off);
  assert.match(root.type("doctor").stdout, /TLP/);
});
