// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Wish } from "../../src/knobs/knob.ts";
import { packagesAtWork } from "../../src/knobs/package-locks.ts";
import { serviceHold } from "../../src/knobs/service-hold.ts";
import { rawText, value } from "../../src/machine/reading.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { type FakeUnit, fakeSystemd } from "./fake-systemd.ts";

const LOCK = "/var/lib/dpkg/lock-frontend";

/** A tree in which process 42 ("dpkg") has a line of /proc/locks about dpkg's lock. */
function locked(t: TestContext, line: (inode: number) => string) {
  const it = tree(t, { [LOCK]: "", "/proc/42/comm": "dpkg" });
  const stat = it.files.stat(LOCK);
  it.put("/proc/locks", line(stat.kind === "value" ? stat.value.inode : 0));
  return it.files;
}

for (const [what, line, atWork] of [
  ["held by fcntl", (inode: number) => `1: POSIX  ADVISORY  WRITE 42 fe:00:${inode} 0 EOF`, "dpkg is at work"],
  [
    "held by flock, on another device's number",
    (inode: number) => `7: FLOCK  ADVISORY  WRITE 42 00:1f:${inode} 0 EOF`,
    "dpkg is at work",
  ],
  ["waited for", (inode: number) => `1: -> POSIX  ADVISORY  WRITE 42 fe:00:${inode} 0 EOF`, undefined],
  ["read", (inode: number) => `1: POSIX  ADVISORY  READ 42 fe:00:${inode} 0 EOF`, undefined],
  ["not the one that is held", (inode: number) => `1: POSIX  ADVISORY  WRITE 42 fe:00:${inode + 1} 0 EOF`, undefined],
] as const)
  test(`a package lock that is ${what}: ${atWork ?? "nobody is at work"}`, (t) => {
    assert.equal(packagesAtWork(locked(t, line)), atWork);
  });

test("pacman's mark is there only while it works", (t) => {
  const it = tree(t, { "/var/lib/pacman/db.lck": "" });
  assert.equal(packagesAtWork(it.files), "a package manager is at work");
  it.remove("/var/lib/pacman/db.lck");
  assert.equal(packagesAtWork(it.files), undefined);
});

const heldBy = (inode: number): string => `1: POSIX  ADVISORY  WRITE 42 fe:00:${inode} 0 EOF`;

type Services = Parameters<typeof fakeBus>[0];

/** Why one unit of a machine is left, or "held". */
async function outcome(
  units: Record<string, FakeUnit>,
  wish: Wish,
  more: { files?: ReturnType<typeof locked>; services?: Services; t: TestContext },
) {
  const files = more.files ?? tree(more.t, { "/etc/": "" }).files;
  const { settings } = await serviceHold.find(fakeMachine(files, { bus: fakeBus({ ...fakeSystemd(units), ...more.services }) }));
  return settings.map((one) => {
    const encoded = one.encode(wish, rawText("active"));
    return `${one.place}: ${encoded.kind === "to" ? "held" : encoded.kind === "not meant" ? "not meant" : encoded.why}`;
  });
}

test("while packages are worked on their daemon is left alone; timers are held all the same", async (t) => {
  const units = { "packagekit.service": {}, "apt-daily.timer": {} };
  assert.deepEqual(await outcome(units, ["updates"], { files: locked(t, heldBy), t }), [
    "packagekit.service: dpkg is at work",
    "apt-daily.timer: held",
  ]);
});

/** logind with one inhibitor. */
const inhibited = (mode: string, pid: number): Services => ({
  "org.freedesktop.login1": {
    "/org/freedesktop/login1": {
      "org.freedesktop.login1.Manager": {
        ListInhibitors: () => value([[["shutdown", "PackageKit", "Installing", mode, 0, pid]]]),
      },
    },
  },
});

for (const [mode, pid, ends] of [
  ["block", 42, "in the middle of something (Installing)"],
  ["delay", 42, "held"],
  ["block", 43, "held"],
] as const)
  test(`an inhibitor of mode ${mode} by ${pid === 42 ? "the unit" : "another program"}: ${ends}`, async (t) => {
    const { files } = tree(t, {
      "/proc/42/cgroup": "0::/system.slice/packagekit.service",
      "/proc/43/cgroup": "0::/system.slice/packagekit.service.d",
    });
    const services = inhibited(mode, pid);
    assert.deepEqual(await outcome({ "packagekit.service": {} }, ["updates"], { files, services, t }), [
      `packagekit.service: ${ends}`,
    ]);
  });

test("what something else needs is left, unless that is held with it or is not up", async (t) => {
  const units: Record<string, FakeUnit> = {
    "cups.service": { unit: { RequiredBy: ["office-printer.service"], ConsistsOf: ["cups-browsed.service"] } },
    "cups-browsed.service": {},
    "office-printer.service": {},
  };
  assert.deepEqual(await outcome(units, ["printing"], { t }), [
    "cups-browsed.service: held",
    "cups.service: office-printer.service needs it",
  ]);
  Object.assign(units["office-printer.service"] ?? {}, { state: "inactive" });
  assert.deepEqual(await outcome(units, ["printing"], { t }), ["cups-browsed.service: held", "cups.service: held"]);
});

test("a timer that would begin its work as soon as it is back is left alone", async (t) => {
  const since = (base: string): FakeUnit => ({ timer: { TimersMonotonic: [[base, 600_000_000, 0]] } });
  const units = { "dnf-makecache.timer": since("OnBootUSec"), "fwupd-refresh.timer": since("OnUnitActiveUSec") };
  assert.deepEqual(await outcome(units, ["updates"], { t }), [
    "dnf-makecache.timer: starting it again would begin its work at once",
    "fwupd-refresh.timer: held",
  ]);
});

test("one that is just starting, or of which systemd tells nothing, is left alone", async (t) => {
  const starting = { "packagekit.service": { state: "activating" } };
  assert.deepEqual(await outcome(starting, ["updates"], { t }), ["packagekit.service: it is about to change by itself"]);
  const silent = { ...fakeSystemd({ "packagekit.service": {} }) };
  for (const path of Object.keys(silent["org.freedesktop.systemd1"] ?? {}))
    if (path.includes("/unit/")) delete silent["org.freedesktop.systemd1"]?.[path];
  assert.deepEqual(await outcome({}, ["updates"], { services: silent, t }), [
    "packagekit.service: systemd does not tell enough of it",
  ]);
});
