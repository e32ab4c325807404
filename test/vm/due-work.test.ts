// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { holdUnits } from "./held-units.ts";
import { typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "due-work", "package");
const [alice, root] = [typist(laptop, "alice"), typist(laptop, "root")];
const units = holdUnits(laptop, readFileSync(join(import.meta.dirname, "../../../test/vm/hold-units.sh"), "utf8"));

const TIMER = "plocate-updatedb.timer";
const STAMP = `/var/lib/systemd/timers/stamp-${TIMER}`;
const next = (): string => laptop.sure("root", "systemctl", "show", "-p", "NextElapseUSecRealtime", TIMER).trim();
const stamp = (): string => laptop.sure("root", "stat", "-c", "%Y", STAMP).trim();
/** That of a timer of alice's own. */
const alicesStamp = (): string =>
  laptop.sure("alice", "sh", "-c", "stat -c %Y ~/.local/share/systemd/timers/stamp-vdirsyncer.timer").trim();
const tomorrow = (): void => void laptop.sure("root", "date", "-s", "tomorrow 10:00");

test("a timer whose moment has not come has the same next one after off, for alice and for root", () => {
  for (const { type } of [alice, root]) {
    const before = units.show();
    const on = type("on", "held");
    assert.equal(units.state(TIMER), "inactive", on.stdout + on.stderr);
    type("off");
    assert.equal(units.show(), before);
  }
});

test("what fell due meanwhile waits: its timer is up with its next moment and its stamp, and off and status name it", () => {
  const before = [stamp(), alicesStamp()];
  alice.type("on", "held");
  tomorrow();
  const off = alice.type("off");
  assert.match(
    off.stdout,
    /(?:plocate-updatedb, vdirsyncer|vdirsyncer, plocate-updatedb) fell due meanwhile, and start after five minutes on a charger/,
    off.stdout + off.stderr,
  );
  assert.equal(units.state(TIMER), "active");
  assert.equal(units.state("plocate-updatedb.service"), "inactive");
  assert.deepEqual([stamp(), alicesStamp()], before);
  assert.equal(units.state("vdirsyncer.timer"), "active");
  const day = laptop.sure("root", "date", "-d", "tomorrow", "+%a %Y-%m-%d 00:00:00").trim();
  assert.ok(next().includes(day), `${next()}, not ${day}`);
  assert.match(alice.type("status").stdout, /plocate-updatedb.* fell due meanwhile/);
});

test("a keeper that is killed while it waits is followed by one that goes on waiting", () => {
  laptop.sure("root", "systemctl", "kill", "--signal=KILL", "travelmode.service");
  laptop.sure("root", "sh", "-c", "until systemctl is-active travelmode.service; do sleep 0.2; done");
  assert.match(alice.type("status").stdout, /plocate-updatedb.* fell due meanwhile/);
  assert.equal(units.state("plocate-updatedb.service"), "inactive");
});

test("after five minutes on a charger it begins, and its stamp says so", () => {
  laptop.set("ac=on");
  laptop.sure("root", "sleep", "10");
  laptop.sure("root", "date", "-s", "+6 minutes");
  // It looks anew whenever somebody has asked it something.
  alice.type("off");
  laptop.sure(
    "root",
    "sh",
    "-c",
    "for i in $(seq 90); do [ $(systemctl is-active plocate-updatedb.service) = activating ] && exit; sleep 1; done",
  );
  assert.equal(units.state("plocate-updatedb.service"), "activating");
  const now = Number(laptop.sure("root", "date", "+%s"));
  assert.ok(Math.abs(Number(stamp()) - now) < 120, `${stamp()} at ${now}`);
});
