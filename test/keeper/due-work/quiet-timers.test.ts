// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { heldTimers } from "../../../src/keeper/due-work/held-timers.ts";
import { quietTimers } from "../../../src/keeper/due-work/quiet-timers.ts";
import { restoreStamps } from "../../../src/keeper/due-work/start-due-work.ts";
import { startUnit, stopUnit } from "../../../src/knobs/systemd-units.ts";
import { failure, value } from "../../../src/machine/reading.ts";
import { fakeMachine } from "../../fakes/fake-machine.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { tree } from "../../fakes/tree.ts";

const SYSTEMD = "org.freedesktop.systemd1";
const TIMER = "borgmatic.timer";
const STAMP = `/var/lib/systemd/timers/stamp-${TIMER}`;
const DAY_MS = 24 * 3_600_000;
const BOOT = "/proc/sys/kernel/random/boot_id";

interface More {
  readonly persistent?: boolean;
  readonly stamped?: boolean;
  readonly refuses?: boolean;
}

/** A systemd with a daily timer, which fires at its start what its stamp says it has missed: that is kept with the time. */
function systemdWith(t: TestContext, { persistent = true, stamped = true, refuses = false }: More = {}) {
  const laid = tree(t, { [BOOT]: "first", ...(stamped ? { [STAMP]: "" } : {}) });
  const stamp = join(laid.root, STAMP);
  const folder = memoryFolder();
  const machine = fakeMachine(laid.files);
  const beganMs = machine.clock.now();
  if (stamped) utimesSync(stamp, beganMs / 1000 - 3600, beganMs / 1000 - 3600);
  let up = true;
  const fired: number[] = [];
  const stampMs = (): number => (stamped ? Math.round(statSync(stamp).mtimeMs) : 0);
  const nextMs = beganMs + DAY_MS / 2;
  const row = () => [TIMER, "", "loaded", up ? "active" : "inactive", "waiting", "", "/unit/timer", 0, "", "/"];
  Object.assign(machine.bus.services, {
    [SYSTEMD]: {
      "/unit/timer": {
        [`${SYSTEMD}.Timer`]: {
          ...{ Persistent: persistent, Unit: "borgmatic.service", NextElapseUSecRealtime: BigInt(nextMs) * 1000n },
        },
      },
      "/org/freedesktop/systemd1": {
        [`${SYSTEMD}.Manager`]: {
          ListUnitsByNames: () => [[row()]] as never,
          StopUnit: () => {
            up = false;
            return value(["/job/1"]);
          },
          StartUnit: () => {
            if (refuses) return failure("StartUnit", "org.freedesktop.DBus.Error.AccessDenied");
            up = true;
            if (persistent && stampMs() < nextMs && machine.clock.now() > nextMs) fired.push(machine.clock.now());
            return value(["/job/2"]);
          },
        },
      },
    },
  });
  const timers = heldTimers(folder, laid.files);
  const bus = quietTimers(machine, timers);
  const pass = (ms: number) => machine.clock.sleep(ms);
  return { ...{ machine, bus, timers, folder, fired, stampMs, beganMs, nextMs, pass, files: laid.files }, isUp: () => up };
}

const wasMs = ({ beganMs }: { readonly beganMs: number }): number => beganMs - 3_600_000;

test("a timer that missed its moment comes up without beginning; its stamp is as it was, and what it missed waits", async (t) => {
  const it = systemdWith(t);
  await it.bus.call(stopUnit("system", TIMER));
  assert.equal(it.timers.all()[0]?.state, "held");
  await it.pass(DAY_MS);
  await it.bus.call(startUnit("system", TIMER));
  assert.deepEqual([it.isUp(), it.fired.length, it.stampMs()], [true, 0, wasMs(it)]);
  assert.deepEqual(
    it.timers.all().map(({ service, state }) => [service, state]),
    [["borgmatic.service", "due"]],
  );
});

test("one whose moment has not come is just started, and forgotten", async (t) => {
  const it = systemdWith(t);
  await it.bus.call(stopUnit("system", TIMER));
  await it.pass(DAY_MS / 4);
  await it.bus.call(startUnit("system", TIMER));
  assert.deepEqual([it.isUp(), it.timers.all().length, it.stampMs()], [true, 0, wasMs(it)]);
});

test("one that makes up for nothing, or whose stamp is not there, starts as systemd has it", async (t) => {
  for (const more of [{ persistent: false }, { stamped: false }]) {
    const it = systemdWith(t, more);
    await it.bus.call(stopUnit("system", TIMER));
    await it.pass(DAY_MS);
    await it.bus.call(startUnit("system", TIMER));
    assert.deepEqual([it.isUp(), it.timers.all().length], [true, 0], JSON.stringify(more));
  }
});

test("what waits goes on waiting when its timer is held once more", async (t) => {
  const it = systemdWith(t);
  for (let day = 0; day < 2; day += 1) {
    await it.bus.call(stopUnit("system", TIMER));
    await it.pass(DAY_MS);
    await it.bus.call(startUnit("system", TIMER));
  }
  assert.deepEqual([it.fired.length, it.timers.all().length, it.stampMs()], [0, 1, wasMs(it)]);
});

test("a start that is refused leaves stamp and timer as they were, for the next attempt", async (t) => {
  const it = systemdWith(t, { refuses: true });
  await it.bus.call(stopUnit("system", TIMER));
  await it.pass(DAY_MS);
  assert.equal((await it.bus.call(startUnit("system", TIMER))).kind, "error");
  assert.deepEqual([it.stampMs(), it.timers.all()[0]?.state], [wasMs(it), "held"]);
});

test("a keeper that dies while the stamp is set has written down how it was; the next one sets it back", async (t) => {
  const it = systemdWith(t);
  await it.bus.call(stopUnit("system", TIMER));
  await it.pass(DAY_MS);
  const dying = { ...it.machine, bus: { ...it.machine.bus, call: () => Promise.reject(new Error("killed")) } };
  await assert.rejects(quietTimers(dying, it.timers).call(startUnit("system", TIMER)));
  assert.notEqual(it.stampMs(), wasMs(it));
  const next = heldTimers(it.folder, it.files);
  await restoreStamps(it.machine, next);
  assert.equal(it.stampMs(), wasMs(it));
  await quietTimers(it.machine, next).call(startUnit("system", TIMER));
  assert.deepEqual([it.fired.length, it.stampMs(), next.all()[0]?.state], [0, wasMs(it), "due"]);
});

test("what cannot be written down is not hushed; another boot, or a damaged file, knows of nothing", async (t) => {
  const it = systemdWith(t);
  await it.bus.call(stopUnit("system", TIMER));
  await it.pass(DAY_MS);
  it.folder.refuse("ENOSPC");
  await it.bus.call(startUnit("system", TIMER));
  assert.deepEqual([it.isUp(), it.fired.length, it.stampMs()], [true, 1, wasMs(it)]);
  const other = tree(t, { [BOOT]: "second" });
  assert.deepEqual(heldTimers(it.folder, other.files).all(), []);
  it.folder.contents.set("held-timers.json", '{"boot":"first","timers":[{"timer":"../x"}]}');
  assert.deepEqual(heldTimers(it.folder, it.files).all(), []);
});
