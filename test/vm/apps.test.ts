// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { EXIT } from "../../src/errors.ts";
import { typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "apps", "package");
const alice = typist(laptop, "alice");
const root = typist(laptop, "root");
const shell = (script: string): string => laptop.sure("root", "bash", "-c", script);

/** A program of alice's that shares its control group with her session. */
const begin = (): string =>
  laptop.sure("alice", "sh", "-c", "setsid fold-proteins /usr/local/share/busy.py >/dev/null 2>&1 </dev/null &");

shell(readFileSync(join(import.meta.dirname, "../../../test/vm/app-units.sh"), "utf8"));
laptop.sure("alice", "sh", "-c", "systemctl --user daemon-reload && systemctl --user start fold wallet");
begin();

/** Freezers that are closed, passing over groups that end meanwhile; processes that are stopped; who runs; the units and when timers elapse. */
const SHOWN = `find /sys/fs/cgroup -name cgroup.freeze -exec grep -l 1 {} + 2>/dev/null
  ps -eo stat=,comm= | grep ^T | sort
  ps -C fold-proteins -o user= | sort | uniq -c
  systemctl show camera-archive.service camera-archive.timer plocate-updatedb.timer idler.socket idler.service \\
    -p Id -p ActiveState -p CPUWeight -p CPUQuotaPerSecUSec -p NextElapseUSecRealtime`;
const shown = (): string => shell(SHOWN);
const log = (): string => laptop.run("root", "journalctl", "-b", "-u", "travelmode", "-n", "40", "--no-pager").stdout;

const start = shown();
const FREEZER = "/sys/fs/cgroup/system.slice/camera-archive.service/cgroup.freeze";

function assertAllBack(what: string): void {
  const off = alice.type("off");
  assert.equal(shown(), start, `${what}\n${off.stdout}${off.stderr}${log()}`);
}

/** Outside of systemd's order it runs on until what is left is killed at the very end, and notes the time. */
const NOTING = "while sleep 0.2; do date +%s.%N >/root/new && mv /root/new /root/last; done";

/** How long a shutdown takes from being asked for until all units have ended. The board's own time to begin anew swings by half a minute. */
function shutdownS(): number {
  const askedS = Number(shell("date +%s.%N"));
  laptop.sure("root", "systemd-run", "--quiet", "--unit=noting", "--property=DefaultDependencies=no", "bash", "-c", NOTING);
  laptop.reboot();
  return Number(shell("cat /root/last")) - askedS;
}

/** How long a suspend takes from being asked for until the kernel has it. */
function suspendS(): number {
  laptop.asleep();
  const lines = shell("journalctl -b -o short-monotonic --no-pager").split("\n");
  const lastS = (what: RegExp): number => Number(/^\[ *([\d.]+)\]/u.exec(lines.findLast((line) => what.test(line)) ?? "")?.[1]);
  return lastS(/PM: suspend entry/u) - lastS(/Started .*systemctl suspend/u);
}

const usualS = suspendS();

test("on slows and freezes what was named from within the sandbox, refuses what others rest on; thaw lets one go", () => {
  const on = alice.type("on", "apps");
  const now = shown();
  assert.match(now, /camera-archive\.service\/cgroup\.freeze/u, on.stdout + on.stderr);
  assert.match(now, /app\.slice\/fold\.service\/cgroup\.freeze/u, on.stdout + on.stderr);
  assert.match(now, /^T\S* +fold-proteins/mu, on.stdout);
  assert.match(now, /CPUWeight=20$/mu);
  assert.match(now, /Id=plocate-updatedb\.timer\nActiveState=inactive|ActiveState=inactive\nId=plocate-updatedb\.timer/u, now);
  assert.doesNotMatch(now, /logind|wallet/u);
  assert.match(on.stdout, /systemd-logind +it is part of the system's own start/u);
  assert.match(on.stdout, /wallet +others call it on the bus and would wait: org\.example\.Wallet/u);
  assert.equal(alice.type("thaw", "fold").status, 0);
  assert.doesNotMatch(shown(), /fold\.service/u);
  shell("systemctl kill --signal=KILL travelmode.service; until systemctl is-active travelmode.service; do sleep 0.2; done");
  assertAllBack("a keeper killed at rest");
});

test("by hand a program is slowed, frozen and held until off; what harms takes a password, what is at work is left", () => {
  alice.type("on", "online");
  assert.equal(alice.type("slow", "camera-archive").status, EXIT.done);
  assert.equal(alice.type("hold", "idler").status, EXIT.refused);
  root.type("freeze", "fold");
  const held = root.type("hold", "idler,camera-archive");
  assert.match(held.stdout, /camera-archive\.service +at work, and left to finish/u, held.stdout + held.stderr);
  const now = shown();
  assert.match(now, /fold\.service\/cgroup\.freeze/u);
  assert.match(now, /CPUWeight=20$/mu);
  for (const unit of ["idler.socket", "idler.service"])
    assert.equal(laptop.run("root", "systemctl", "is-active", unit).status, 3);
  assertAllBack("held by hand");
});

/** What is under way when keeper and command line are killed, and the moment of it. */
const DEATHS = [
  { typed: ["on", "apps"], moment: "[ -e /var/lib/travelmode/journal ]" },
  { typed: ["on", "apps"], moment: `grep -q 1 ${FREEZER}` },
  { typed: ["off"], moment: `grep -q 0 ${FREEZER}` },
  { typed: ["off"], moment: "systemctl --quiet is-active plocate-updatedb.timer" },
  { typed: ["thaw", "camera-archive"], moment: `grep -q 0 ${FREEZER}` },
] as const;

for (const { typed, moment } of DEATHS)
  test(`killed in the middle of ${typed.join(" ")}, at ${moment}: nothing is frozen, slowed or held after the next start`, () => {
    if (typed[0] !== "on") alice.type("on", "apps");
    const kill = "systemctl kill --signal=KILL travelmode.service; pkill -KILL -u alice -f travelmode";
    const killer = `until ${moment}; do sleep 0.05; done; ${kill}`;
    laptop.sure("root", "systemd-run", "--quiet", "--unit=killer", "--collect", "bash", "-c", killer);
    alice.type(...typed);
    shell("while systemctl --quiet is-active killer; do sleep 0.2; done");
    assertAllBack(moment);
  });

test("a sleep is not held up by what is frozen, and freezes it again", async (t) => {
  alice.type("on", "apps");
  const frozenS = suspendS();
  t.diagnostic(`until the kernel suspends: ${usualS.toFixed(1)} s usually, ${frozenS.toFixed(1)} s with frozen programs`);
  assert.ok(frozenS < usualS + DELAY_S, `${frozenS} s instead of ${usualS} s`);
  assert.doesNotMatch(log(), /could not be thawed/u);
  const areFrozen = (): boolean => ["fold", "camera-archive"].every((name) => shown().includes(`${name}.service/cgroup.freeze`));
  await until("they are frozen again", areFrozen, 60, log);
});

test("a reboot is not held up by what is frozen; after it nothing is, and nothing is missing", (t) => {
  assert.match(shown(), /camera-archive\.service\/cgroup\.freeze/u);
  const frozenS = shutdownS();
  begin();
  assertAllBack("after a reboot");
  const usualS = shutdownS();
  t.diagnostic(`until all has ended: ${usualS.toFixed(1)} s usually, ${frozenS.toFixed(1)} s with frozen programs`);
  assert.ok(frozenS < usualS + DELAY_S, `${frozenS} s instead of ${usualS} s`);
});

/**
 * Our own order before a sleep takes 5 s at most, as logind waits no longer; what stood in the kernel's way would hold it up for 20 s, and
 * systemd for as long as the unit has to stop. The rest is this laptop's.
 */
const DELAY_S = 10;
