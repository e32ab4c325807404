// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { ProcessRecord } from "../../../src/machine/processes.ts";
import { gatherFacts } from "../../../src/processes/facts/gather-facts.ts";
import { refusalsFor } from "../../../src/processes/protected.ts";
import { fakeMachine, root } from "../../fakes/fake-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { APP, factsIn, key, machineOf, spotify } from "./program-rig.ts";

test("of a harmless program all can be found out, and nothing speaks against it", async (t) => {
  const facts = await factsIn(t, {});
  for (const restraint of ["slow", "freeze", "stop"] as const) assert.deepEqual(refusalsFor(facts, restraint), [], restraint);
});

test("all that live in its cgroup and below it count, not only those that were named", async (t) => {
  const { names, units } = await factsIn(t, {
    running: [
      { pid: 50, name: "spotify", cgroup: APP },
      { pid: 51, name: "helper", cgroup: `${APP}/inner.service/x` },
      { pid: 52, name: "stranger", cgroup: `${APP}2` },
    ],
  });
  assert.deepEqual(names, ["spotify", "helper"]);
  assert.deepEqual(units, ["app-spotify-12.scope", "inner.service"]);
});

test("a pid that has a new owner is not taken for the old one", async (t) => {
  const machine = machineOf(t, { running: [{ pid: 50, startTicks: 900, name: "sway" }] });
  const facts = await gatherFacts(machine, { pids: [key(50)], cgroup: null, unit: null });
  assert.deepEqual(facts.names, []);
  assert.match(refusalsFor(facts, "slow").join(), /its name could not be found out/u);
});

test("names are those of the kernel, of the file, and of the script that an interpreter runs", async (t) => {
  const namesWith = async (...commandLine: readonly string[]) =>
    (
      await factsIn(t, {
        running: [{ pid: 50, name: "worker", cgroup: APP, commandLine }],
        files: { "/proc/50/exe": "-> /usr/bin/python3.11 (deleted)" },
      })
    ).names;
  assert.deepEqual(await namesWith("/usr/bin/python3", "-W", "ignore", "/opt/tools/borg.py", "create"), [
    ...["worker", "python3.11", "python3", "borg.py", "borg"],
  ]);
  assert.deepEqual(await namesWith("python3", "-m", "borgmatic.commands"), [
    ...["worker", "python3.11", "python3", "borgmatic.commands", "borgmatic"],
  ]);
});

test("process 1, ourselves and whom we descend from are known", async (t) => {
  const running = [
    { pid: 1, name: "systemd" },
    { pid: 50, name: "kitty", cgroup: APP },
    { pid: 60, parentPid: 50 },
    { pid: 4711, parentPid: 60 },
    { pid: 70, parentPid: 50 },
  ];
  const holds = async (pid: number) =>
    (await gatherFacts(machineOf(t, { running }), { pids: [key(pid)], cgroup: null, unit: null })).holdsAncestorOfOurs;
  assert.deepEqual(
    [await holds(1), await holds(50), await holds(60), await holds(4711), await holds(70)],
    [true, true, true, true, false],
  );
});

test("the foreground job of a terminal is known from one in its background, and from one without a terminal", async (t) => {
  const isForeground = async (facts: Partial<ProcessRecord>) =>
    (await factsIn(t, { running: [{ pid: 50, cgroup: APP, ...facts }] })).isForegroundJob;
  assert.equal(await isForeground({ terminal: 34816, foregroundGroupId: 50 }), true);
  assert.equal(await isForeground({ terminal: 34816, foregroundGroupId: 49 }), false);
  assert.equal(await isForeground({ terminal: 0, foregroundGroupId: 50 }), false);
});

test("who is traced and who traces are debugged; where others are hidden, nobody knows", async (t) => {
  const isDebugged = async (spotifysTracer: number, othersTracer: number, seesAll = true) =>
    (
      await factsIn(t, {
        seesAll,
        running: [
          { pid: 50, cgroup: APP, tracerPid: spotifysTracer },
          { pid: 60, tracerPid: othersTracer },
        ],
      })
    ).isDebugged;
  assert.deepEqual([await isDebugged(60, 0), await isDebugged(0, 50), await isDebugged(0, 0)], [true, true, false]);
  assert.equal(await isDebugged(0, 0, false), null);
});

test("where /proc cannot be read, nothing may be held", async (t) => {
  const facts = await gatherFacts(fakeMachine(tree(t, { "/proc/": "" }).files), spotify);
  for (const restraint of ["slow", "freeze", "stop"] as const) assert.notDeepEqual(refusalsFor(facts, restraint), []);
});

test("programs that are asked about together cost the buses no more than one; the next question asks anew", async (t) => {
  const running = [
    { pid: 50, name: "spotify", cgroup: APP },
    { pid: 60, name: "indexer", cgroup: "/other" },
  ];
  const machine = machineOf(t, { running });
  const listings = () => machine.bus.calls.filter(({ member }) => member === "ListNames").length;
  await gatherFacts(machine, spotify);
  const alone = listings();
  await Promise.all([gatherFacts(machine, spotify), gatherFacts(machine, { pids: [key(60)], cgroup: "/other", unit: null })]);
  assert.equal(listings(), 2 * alone);
});

test("of another user's program an ordinary user finds out too little to hold it", async (t) => {
  const running = [{ pid: 50, uid: 1001, name: "spotify", cgroup: APP }];
  const facts = await factsIn(t, { running, files: { "/run/user/1001/bus": "" } });
  assert.deepEqual([facts.busNames, facts.inhibits], [null, null]);
});

test("root in a sandbox has systemd look at what others have open", async (t) => {
  const looking =
    "systemd-run --quiet --collect --pipe --wait --setenv=XDG_RUNTIME_DIR=/run/user/0 --setenv=LC_ALL=C.UTF-8 --uid=0";
  const find = `${looking} --setenv=DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/0/bus -- find /proc/50/fd -type l -printf %p %l\\n`;
  const running = [{ pid: 50, uid: 0, name: "cloud", cgroup: APP }];
  const scene = { caller: root, running, files: { "/proc/50/fd/7": "-> /dev/fuse" } };
  const shut = machineOf(t, { ...scene, commands: { [find]: { stdout: "/proc/50/fd/7 /dev/fuse\n" } } });
  // The kernel lets such a root list what it does not let it look at.
  const files = { ...shut.files, link: (path: string) => denied(path) ?? shut.files.link(path) };
  assert.deepEqual((await gatherFacts({ ...shut, files }, spotify)).servesFileSystems, ["/dev/fuse"]);
  assert.equal((await gatherFacts({ ...machineOf(t, scene), files }, spotify)).servesFileSystems, null);
});

const denied = (path: string) => (path.includes("/fd/") ? ({ kind: "error", where: path, code: "EACCES" } as const) : undefined);
