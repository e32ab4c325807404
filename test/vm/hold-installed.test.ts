// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { afterEach } from "node:test";
import { holdUnits } from "./held-units.ts";
import { typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "hold-installed", "package");
const { type } = typist(laptop, "alice");
const units = holdUnits(laptop, readFileSync(join(import.meta.dirname, "../../../test/vm/hold-units.sh"), "utf8"));
const start = units.show();

const HELD = ["plocate-updatedb.timer", "borgmatic.timer", "packagekit.service"];
const states = (): readonly string[] => HELD.map(units.state);

afterEach(() => {
  const off = type("off");
  assert.equal(units.show(), start, off.stdout + off.stderr);
});

test("the service holds the computer's units from within its sandbox, without a password", () => {
  const on = type("on", "held");
  assert.equal(on.status, 0, on.stdout + on.stderr);
  assert.deepEqual(new Set(states()), new Set(["inactive"]));
  assert.equal(units.state("localsearch-3.service"), "active");
});

test("a keeper that is killed leaves them held, and the next one gives them back", () => {
  type("on", "held");
  laptop.sure("root", "systemctl", "kill", "--signal=KILL", "travelmode.service");
  laptop.sure("root", "sh", "-c", "until systemctl is-active travelmode.service; do sleep 0.2; done");
  assert.deepEqual(new Set(states()), new Set(["inactive"]));
});

test("stopping the service gives them back", () => {
  type("on", "held");
  units.systemctl("stop", "travelmode.service");
  assert.deepEqual(new Set(states()), new Set(["active"]));
});

test("while packages are worked on the service sees it, and leaves their daemon alone", () => {
  const dpkg = "import fcntl,time;f=open('/var/lib/dpkg/lock-frontend','w');fcntl.lockf(f,fcntl.LOCK_EX);time.sleep(600)";
  laptop.sure("root", "systemd-run", "--quiet", "--unit=locker", "python3", "-c", dpkg);
  laptop.sure("root", "sh", "-c", "until grep -q POSIX /proc/locks; do sleep 0.1; done");
  assert.match(type("on", "held").stdout, /packagekit\.service +python3 is at work/);
  assert.equal(units.state("packagekit.service"), "active");
  units.systemctl("stop", "locker.service");
});
