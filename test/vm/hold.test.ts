// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { afterEach } from "node:test";
import { holdUnits } from "./held-units.ts";
import { typist } from "./typist.ts";
import { startLaptop, type User } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "hold");
const [root, alice] = [typist(laptop, "root"), typist(laptop, "alice")];
const units = holdUnits(laptop, readFileSync(join(import.meta.dirname, "../../../test/vm/hold-units.sh"), "utf8"));
const start = units.show();

afterEach(() => {
  for (const { type } of [root, alice]) type("off");
  assert.equal(units.show(), start);
});

test("root holds triggers and idle daemons, the computer's and alice's, and off brings back the same set with the same next elapse", () => {
  const on = root.type("on", "held");
  assert.equal(on.status, 0, on.stdout + on.stderr);
  for (const unit of [
    "plocate-updatedb.timer",
    "borgmatic.timer",
    "packagekit.service",
    "localsearch-3.service",
    "vdirsyncer.timer",
  ])
    assert.equal(units.state(unit), "inactive", unit);
  for (const unit of ["chrony.service", "dnf-makecache.timer"]) assert.equal(units.state(unit), "active", unit);
  assert.match(on.stdout, /dnf-makecache\.timer +starting it again would begin its work at once/);
  const off = root.type("off");
  assert.equal(off.status, 0, off.stdout + off.stderr);
  assert.equal(units.show(), start);
});

test("alice holds her own without any rights, and is told what needs root", () => {
  const on = alice.type("on", "held");
  assert.match(on.stdout, /3 settings need root/);
  for (const unit of ["localsearch-3.service", "vdirsyncer.timer"]) assert.equal(units.state(unit), "inactive", unit);
  for (const unit of ["packagekit.service", "plocate-updatedb.timer"]) assert.equal(units.state(unit), "active", unit);
  assert.equal(alice.type("off").status, 0);
});

test("a rule of polkit lets alice hold the computer's as well", () => {
  const rule = "/etc/polkit-1/rules.d/10-units.rules";
  // polkit's interpreter may know ES5 alone.
  const isHers = 'action.id == "org.freedesktop.systemd1.manage-units" && subject.user == "alice"';
  const text = `polkit.addRule(function(action, subject) { if (${isHers}) return "yes"; });`;
  laptop.sure("root", "sh", "-c", `mkdir -p ${rule.slice(0, rule.lastIndexOf("/"))}; echo '${text}' > ${rule}; sleep 1`);
  const on = alice.type("on", "held");
  assert.equal(units.state("packagekit.service"), "inactive", on.stdout + on.stderr);
  const off = alice.type("off");
  assert.equal(off.status, 0, off.stdout + off.stderr);
  laptop.sure("root", "rm", rule);
});

test("a job that has begun runs on, and is named", () => {
  units.systemctl("start", "--no-block", "plocate-updatedb.service");
  const on = root.type("on", "held");
  assert.match(on.stdout, /plocate-updatedb\.service +at work, and left to finish/);
  assert.equal(units.state("plocate-updatedb.service"), "activating");
  units.systemctl("stop", "plocate-updatedb.service");
});

test("while packages are worked on their daemon is left alone", () => {
  const dpkg = "import fcntl,time;f=open('/var/lib/dpkg/lock-frontend','w');fcntl.lockf(f,fcntl.LOCK_EX);time.sleep(600)";
  units.systemctl("reset-failed");
  laptop.sure("root", "systemd-run", "--quiet", "--unit=locker", "python3", "-c", dpkg);
  laptop.sure("root", "sh", "-c", "until grep -q POSIX /proc/locks; do sleep 0.1; done");
  assert.match(root.type("on", "held").stdout, /packagekit\.service +python3 is at work/);
  assert.equal(units.state("packagekit.service"), "active");
  units.systemctl("stop", "locker.service");
});

test("what somebody starts meanwhile stays, and status and off say so", () => {
  root.type("on", "held");
  units.systemctl("start", "packagekit.service");
  assert.match(root.type("status").stdout, /packagekit\.service/);
  root.type("on", "--dry-run", "held");
  assert.equal(units.state("packagekit.service"), "active");
});

/** Types a command and ends it with SIGKILL. */
const kill = (user: User, afterS: number, ...command: readonly string[]): void =>
  void laptop.run(user, "timeout", "--foreground", "-s", "KILL", afterS.toFixed(2), "travelmode", ...command);

for (const [user, { type }] of [
  ["root", root],
  ["alice", alice],
] as const) {
  test(`SIGKILL of ${user}'s on at any moment leaves a way back to every unit`, () => {
    for (let moment = 0.05; moment < 1.2; moment += 0.1) {
      kill(user, moment, "on", "held");
      const off = type("off");
      assert.equal(units.show(), start, `${moment} s: ${off.stdout}${off.stderr}`);
    }
  });

  test(`SIGKILL of ${user}'s off at any moment, with units held and slowed, leaves a way back to every unit`, () => {
    for (let moment = 0.2; moment < 1.2; moment += 0.4) {
      const on = type("on", "slowed");
      assert.match(units.show(), /CPUWeight=20$/mu, on.stdout + on.stderr);
      kill(user, moment, "off");
      const off = type("off");
      assert.equal(units.show(), start, `${moment} s: ${off.stdout}${off.stderr}`);
    }
  });
}

test("a reboot brings all back, and nothing is left to put back", () => {
  root.type("on", "held");
  laptop.reboot();
  for (const unit of ["plocate-updatedb.timer", "borgmatic.timer", "packagekit.service", "localsearch-3.service"])
    assert.equal(units.state(unit), "active", unit);
  const off = root.type("off");
  assert.equal(off.status, 0, off.stdout + off.stderr);
  assert.doesNotMatch(off.stdout, /Background services/);
});
