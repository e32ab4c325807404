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
const own = (...words: readonly string[]): string => laptop.sure("alice", "systemctl", "--user", ...words);

/** Something of alice's that works all the time. */
const BUSY = "while True: pass";
const begin = (): string => laptop.sure("alice", "systemd-run", "--user", "--quiet", "--unit=fold", "python3", "-c", BUSY);
begin();
const share = (): string => own("show", "-p", "ActiveState,CPUWeight,CPUQuotaPerSecUSec", "fold.service");
const [start, startShare] = [units.show(), share()];

/** The computer's, and alice's: a daemon and a timer. */
const HELD = ["plocate-updatedb.timer", "borgmatic.timer", "packagekit.service", "localsearch-3.service", "vdirsyncer.timer"];
const states = (): ReadonlySet<string> => new Set(HELD.map(units.state));

/** What ran as alice for root's travel mode, and still does. */
const relays = (): string => laptop.run("root", "pgrep", "-f", "dist/relay.cjs").stdout;

afterEach(() => {
  const off = type("off");
  assert.equal(units.show(), start, off.stdout + off.stderr);
  assert.equal(share(), startShare, off.stdout + off.stderr);
});

test("the service holds and slows the computer's units and alice's from within its sandbox, without a password", () => {
  const on = type("on", "held");
  assert.equal(on.status, 0, on.stdout + on.stderr);
  assert.deepEqual(states(), new Set(["inactive"]), on.stdout);
  assert.match(share(), /CPUQuotaPerSecUSec=200ms\nCPUWeight=20\n|CPUWeight=20\nCPUQuotaPerSecUSec=200ms\n/u, on.stdout);
  assert.match(type("status").stdout, /localsearch-3\.service/u);
  laptop.sure("root", "sh", "-c", "for i in $(seq 100); do pgrep -f dist/relay.cjs >/dev/null || exit 0; sleep 0.2; done");
  assert.equal(relays(), "");
});

test("a keeper that is killed leaves them held, and the next one gives them back", () => {
  type("on", "held");
  laptop.sure("root", "systemctl", "kill", "--signal=KILL", "travelmode.service");
  laptop.sure("root", "sh", "-c", "until systemctl is-active travelmode.service; do sleep 0.2; done");
  assert.deepEqual(states(), new Set(["inactive"]));
});

test("a keeper that is killed in the middle of it loses none of alice's", () => {
  const killer = "until [ -e /var/lib/travelmode/journal ]; do sleep 0.05; done; systemctl kill --signal=KILL travelmode.service";
  laptop.sure("root", "systemd-run", "--quiet", "--unit=killer", "--collect", "bash", "-c", killer);
  type("on", "held");
  laptop.sure("root", "sh", "-c", "while systemctl --quiet is-active killer; do sleep 0.2; done");
});

test("stopping the service gives them back", () => {
  type("on", "held");
  units.systemctl("stop", "travelmode.service");
  assert.deepEqual(states(), new Set(["active"]));
});

test("what was held of a user whose systemd has ended is forgotten", () => {
  type("on", "held");
  units.systemctl("stop", "user@1000.service");
  const off = laptop.run("root", "travelmode", "off");
  assert.equal(off.status, 0, off.stdout + off.stderr);
  assert.doesNotMatch(off.stdout, /localsearch|vdirsyncer|fold/u);
  units.systemctl("start", "user@1000.service");
  begin();
});

test("while packages are worked on the service sees it, and leaves their daemon alone", () => {
  const dpkg = "import fcntl,time;f=open('/var/lib/dpkg/lock-frontend','w');fcntl.lockf(f,fcntl.LOCK_EX);time.sleep(600)";
  laptop.sure("root", "systemd-run", "--quiet", "--unit=locker", "python3", "-c", dpkg);
  laptop.sure("root", "sh", "-c", "until grep -q POSIX /proc/locks; do sleep 0.1; done");
  assert.match(type("on", "held").stdout, /packagekit\.service +python3 is at work/);
  assert.equal(units.state("packagekit.service"), "active");
  units.systemctl("stop", "locker.service");
});
