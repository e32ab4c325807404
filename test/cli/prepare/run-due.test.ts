// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Journey } from "../../../src/cli/prepare/check.ts";
import { checkDue } from "../../../src/cli/prepare/due-on-the-way.ts";
import { dueHere } from "../../../src/cli/prepare/due-work-here.ts";
import { runDue } from "../../../src/cli/prepare/run-due.ts";
import { dueLines } from "../../../src/cli/views/due-view.ts";
import { mayRunNow } from "../../../src/knobs/due-work.ts";
import { HELD_UNITS } from "../../../src/knobs/held-units.ts";
import type { Caller } from "../../../src/machine/doors.ts";
import { value } from "../../../src/machine/reading.ts";
import { type FakeBus, type FakeService, fakeBus } from "../../fakes/fake-bus.ts";
import { alice, fakeMachine, root } from "../../fakes/fake-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { PIPE } from "../recording-terminal.ts";

const NM = "org.freedesktop.NetworkManager";
const SYSTEMD = "org.freedesktop.systemd1";
const ROOT = "/org/freedesktop/systemd1";
const nowMs = Date.UTC(2026, 5, 1, 9, 0);
const HOUR_MS = 3_600_000;
const journey: Journey = { nowMs, lastMs: null, by: null };
const micros = (ms: number): bigint => BigInt(ms) * 1000n;

/** A job takes three looks, and then ends as told. */
interface Job {
  readonly dueMs: number;
  readonly result?: string;
  readonly refused?: string;
}

const pathOf = (name: string): string => `/unit/${name.replaceAll(/\W/g, "_")}`;

/** A systemd with these timers; what was started is kept in order. */
function systemdWith(jobs: Readonly<Record<string, Job>>, started: string[]): FakeService {
  const looks = new Map<string, number>();
  const stateOf = (name: string): readonly string[] => {
    const job = jobs[name.replace(/\.\w+$/, "")];
    if (job === undefined) return ["not-found", "inactive", "dead"];
    if (name.endsWith(".timer")) return ["loaded", "active", "waiting"];
    const left = looks.get(name) ?? 0;
    looks.set(name, left - 1);
    return left > 0 ? ["loaded", "activating", "start"] : ["loaded", job.result === undefined ? "inactive" : "failed", "dead"];
  };
  const row = (name: string) => [name, "", ...stateOf(name), "", pathOf(name), 0, "", "/"];
  const timers = Object.entries(jobs).map(([name, { dueMs, result = "success" }]) => [
    [pathOf(`${name}.timer`), { [`${SYSTEMD}.Timer`]: { Unit: `${name}.service`, NextElapseUSecRealtime: micros(dueMs) } }],
    [pathOf(`${name}.service`), { [`${SYSTEMD}.Service`]: { Result: result } }],
  ]);
  return {
    ...Object.fromEntries(timers.flat()),
    [ROOT]: {
      [`${SYSTEMD}.Manager`]: {
        ListUnitsByNames: (names) => [(names as readonly string[]).map(row)] as never,
        StartUnit: (name) => {
          const { refused } = jobs[String(name).replace(".service", "")] ?? {};
          if (refused !== undefined) return { kind: "error", where: "StartUnit", code: refused };
          started.push(String(name));
          looks.set(String(name), 3);
          return value(["/job/1"]);
        },
      },
    },
  };
}

const OWN = { "/sys/class/power_supply/AC/type": "Mains", "/sys/class/power_supply/AC/online": "1" };

const machineWith = (t: Parameters<typeof tree>[0], bus: FakeBus, caller: Caller = root, files: Record<string, string> = OWN) =>
  fakeMachine(tree(t, files).files, { bus, caller });

test("what is due before the end of the journey is run one after the other, the earliest first, and each has its end told", async (t) => {
  const started: string[] = [];
  const jobs = {
    borgmatic: { dueMs: nowMs + 5 * HOUR_MS, result: "exit-code" },
    "plocate-updatedb": { dueMs: nowMs + HOUR_MS },
    "man-db": { dueMs: nowMs + 13 * HOUR_MS },
    "apt-daily": { dueMs: nowMs + 6 * HOUR_MS },
  };
  const machine = machineWith(t, fakeBus({ [SYSTEMD]: systemdWith(jobs, started) }));
  const named: string[] = [];
  const ran = await runDue(machine, journey, ({ service }) => named.push(service));
  assert.deepEqual(started, ["plocate-updatedb.service", "borgmatic.service", "apt-daily.service"]);
  assert.deepEqual(named, started);
  assert.deepEqual(
    ran.jobs.map(({ outcome, fault, ms }) => [outcome, fault, ms]),
    [
      ["done", null, 4000],
      ["failed", "exit-code", 4000],
      ["done", null, 4000],
    ],
  );
  const lines = dueLines(ran, PIPE).join("\n");
  assert.match(lines, /borgmatic\.service +failed \(exit-code\): journalctl -u borgmatic\.service/);
});

test("an ordinary user's own jobs are run, those of the computer need root", async (t) => {
  const started: string[] = [];
  const denied = { dueMs: nowMs, refused: "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired" };
  const own = systemdWith({ borgmatic: { dueMs: nowMs } }, started);
  const bus = fakeBus({ [SYSTEMD]: systemdWith({ restic: denied }, started) }, { [SYSTEMD]: own });
  const ran = await runDue(machineWith(t, bus, alice), journey, () => {});
  assert.deepEqual(started, ["borgmatic.service"]);
  assert.deepEqual(
    ran.jobs.map(({ owner, outcome }) => [owner, outcome]),
    [
      ["system", "not started"],
      ["user", "done"],
    ],
  );
  assert.match(dueLines(ran, PIPE).join("\n"), /restic\.service +needs root: sudo travelmode prepare --run-due/);
});

test("nothing is run on battery, nor on a metered network", async (t) => {
  const started: string[] = [];
  const systemd = systemdWith({ borgmatic: { dueMs: nowMs } }, started);
  const battery = { "/sys/class/power_supply/BAT0/type": "Battery", "/sys/class/power_supply/BAT0/status": "Discharging" };
  const drained = machineWith(t, fakeBus({ [SYSTEMD]: systemd }), root, {
    ...battery,
    "/sys/class/power_supply/BAT0/capacity": "50",
  });
  assert.match((await runDue(drained, journey, () => {})).refusal ?? "", /plug in the charger/);
  for (const [Metered, refused] of [
    [1, true],
    [3, true],
    [2, false],
    [0, false],
  ] as const) {
    const bus = fakeBus({ [SYSTEMD]: systemd, [NM]: { "/org/freedesktop/NetworkManager": { [NM]: { Metered } } } });
    const { refusal } = await runDue(machineWith(t, bus), journey, () => {});
    assert.equal(refusal, refused ? "the network is metered" : null);
  }
  assert.equal(started.length, 2);
});

test("what is due is told with the command that runs it", async (t) => {
  const bus = fakeBus({ [SYSTEMD]: systemdWith({ borgmatic: { dueMs: nowMs + HOUR_MS } }, []) });
  const due = await dueHere(machineWith(t, bus), journey);
  assert.match(checkDue(due, { nowMs, isRoot: false }).sentence, /^falls due on the way: borgmatic \(\d\d:00\)$/);
  assert.equal(checkDue(due, { nowMs, isRoot: false }).advice, "sudo travelmode prepare --run-due");
  assert.equal(checkDue(due, { nowMs, isRoot: true }).advice, "travelmode prepare --run-due");
  assert.equal(
    checkDue(await dueHere(machineWith(t, bus), { ...journey, lastMs: 0.5 * HOUR_MS }), { nowMs, isRoot: true }).state,
    "ok",
  );
});

test("a timer that counts from the boot is due by the uptime; one that never elapses is not", async (t) => {
  const timer = (moments: Record<string, bigint>): FakeBus => {
    const service = systemdWith({ borgmatic: { dueMs: 0 } }, []);
    service[pathOf("borgmatic.timer")] = { [`${SYSTEMD}.Timer`]: { Unit: "borgmatic.service", ...moments } };
    return fakeBus({ [SYSTEMD]: service });
  };
  const files = { ...OWN, "/proc/uptime": "7200.50 1.00" };
  const dueOf = async (moments: Record<string, bigint>) =>
    (await dueHere(machineWith(t, timer(moments), root, files), journey)).map(({ dueMs }) => dueMs);
  assert.deepEqual(await dueOf({ NextElapseUSecRealtime: 0n, NextElapseUSecMonotonic: micros(3 * HOUR_MS) }), [
    nowMs + HOUR_MS - 500,
  ]);
  assert.deepEqual(await dueOf({ NextElapseUSecRealtime: 2n ** 64n - 1n, NextElapseUSecMonotonic: 2n ** 64n - 1n }), []);
});

test("nothing that installs is ever run, and only timers are", () => {
  const run = HELD_UNITS.filter(mayRunNow).map(({ name }) => name);
  for (const name of run) assert.match(name, /\.timer$/);
  for (const name of ["apt-daily-upgrade.timer", "dnf-automatic.timer", "dnf5-automatic.timer", "snapd.refresh.timer"])
    assert.equal(run.includes(name), false, name);
  assert.ok(run.includes("apt-daily.timer") && run.includes("borgmatic.timer"));
});
