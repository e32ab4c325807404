// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { openEngine } from "../../src/engine/open-engine.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import type { Machine } from "../../src/machine/doors.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { folderInMemory } from "../fakes/tree.ts";
import { goal, immortal, type Scene, scene, travel } from "./journeys.ts";
import { fate } from "./mortal.ts";
import { profile } from "./toy-machine.ts";

const hold = (...kinds: readonly [string, ...string[]]): Profile => profile("hold", { "service.hold": kinds });

/** The same laptop in the hands of root and of the person who sits at it. */
function shared(t: TestContext): { readonly laptop: SimulatedLaptop; readonly root: Machine; readonly alice: Machine } {
  const open = (caller: { uid: number }) => openSimulatedLaptop({ folder, tree: false, model: "intel", caller });
  const folder = join(folderInMemory(t), "root");
  const laptop = open({ uid: 0 });
  return { laptop, root: laptop.machine, alice: open({ uid: 1000 }).machine };
}

const engineOn = (machine: Machine) => openEngine(machine, { own: memoryFolder() }, async () => KNOBS);

/** Somebody starts or stops a unit, as systemctl would. */
async function systemctl(machine: Machine, member: "StartUnit" | "StopUnit", unit: string, bus?: "session"): Promise<void> {
  const manager = {
    service: "org.freedesktop.systemd1",
    path: "/org/freedesktop/systemd1",
    interface: "org.freedesktop.systemd1.Manager",
  };
  const reply = await machine.bus.call({ ...manager, member, signature: "ss", args: [unit, "replace"], ...(bus ? { bus } : {}) });
  assert.equal(reply.kind, "value");
}

const unitsOf = ({ snapshot }: SimulatedLaptop, state: RegExp): readonly string[] =>
  Object.entries(snapshot()).flatMap(([name, text]) => (name.startsWith("systemd") && state.test(text) ? [name] : []));

test("holding saves, and off brings back the same units with the same next elapse", async (t) => {
  const { laptop, root, alice } = shared(t);
  laptop.advance(600);
  const [before, beforeW] = [laptop.snapshot(), laptop.truth().meanPowerW];
  for (const machine of [root, alice]) {
    const engine = engineOn(machine);
    const wasW = laptop.truth().meanPowerW;
    await engine.reconcile(goal(hold("all")));
    assert.ok(laptop.truth().meanPowerW < wasW - 0.1);
    laptop.advance(3600);
    await engine.reconcile(goal(null));
    assert.deepEqual(laptop.snapshot(), before);
    assert.equal(laptop.truth().meanPowerW, beforeW);
  }
});

test("root holds the computer's units and every user's; a user holds her own, and is told what needs root", async (t) => {
  const { laptop, root, alice } = shared(t);
  const { results } = await engineOn(root).reconcile(goal(hold("all")));
  assert.deepEqual(unitsOf(laptop, /^inactive$/), [
    "systemd plocate-updatedb.timer",
    "systemd apt-daily.timer",
    "systemd borgmatic.timer",
    "systemd packagekit.service",
    "systemd-user localsearch-3.service",
    "systemd-user syncthing.service",
  ]);
  const alices = results.filter(({ setting }) => setting.startsWith("service.hold/1000:"));
  assert.deepEqual(
    alices.map(({ place, way }) => [place, way]),
    [
      ["localsearch-3.service", "systemd"],
      ["syncthing.service", "systemd"],
    ],
  );
  const { skips } = await engineOn(alice).reconcile(goal(hold("indexers", "updates")));
  assert.deepEqual(skips, []);
  const fresh = shared(t);
  fresh.laptop.advance(600);
  const report = await engineOn(fresh.alice).reconcile(goal(hold("updates")));
  assert.deepEqual(
    report.skips.map(({ place, kind }) => [place, kind]),
    [
      ["packagekit.service", "rights"],
      ["apt-daily.timer", "rights"],
    ],
  );
});

test("a job that has begun is named and runs to its end", async (t) => {
  const { laptop, root } = shared(t);
  const { skips } = await engineOn(root).reconcile(goal(hold("updates")));
  assert.deepEqual(
    skips.map(({ place, kind, why }) => [place, kind, why]),
    [["apt-daily.service", "left", "at work, and left to finish"]],
  );
  const workingW = laptop.truth().meanPowerW;
  laptop.advance(301);
  assert.ok(laptop.truth().meanPowerW < workingW);
});

test("a timer that is held starts nothing; what it has missed begins when it is back", async (t) => {
  const { laptop, root } = shared(t);
  laptop.plug();
  const engine = engineOn(root);
  await engine.reconcile(goal(hold("all")));
  const quietW = laptop.truth().meanPowerW;
  laptop.advance(24 * 3600);
  assert.ok(laptop.truth().meanPowerW <= quietW);
  await engine.reconcile(goal(null));
  assert.ok(laptop.truth().meanPowerW > quietW + 5);
});

test("what somebody starts meanwhile stays started, and is reported as theirs", async (t) => {
  const { laptop, root } = shared(t);
  const engine = engineOn(root);
  await engine.reconcile(goal(hold("updates")));
  await systemctl(root, "StartUnit", "packagekit.service");
  const [adopted] = await engine.adopt();
  assert.deepEqual([adopted?.setting, adopted?.owner], ["service.hold/system:packagekit.service", "yours"]);
  await engine.reconcile({ ...goal(hold("updates")), afresh: false });
  assert.ok(unitsOf(laptop, /^active/).includes("systemd packagekit.service"));
});

test("what travel mode never meant, and what was down before, is nobody's news", async (t) => {
  const { laptop, root, alice } = shared(t);
  await systemctl(alice, "StopUnit", "syncthing.service", "session");
  await systemctl(root, "StopUnit", "packagekit.service");
  const engines = [engineOn(root), engineOn(alice)];
  for (const engine of engines) await engine.reconcile(goal(hold("updates", "sync", "indexers")));
  await systemctl(root, "StartUnit", "packagekit.service");
  await systemctl(root, "StopUnit", "borgmatic.timer");
  await systemctl(alice, "StartUnit", "syncthing.service", "session");
  const news = await Promise.all(engines.map((engine) => engine.adopt()));
  assert.deepEqual(news.flat(), []);
  for (const engine of engines) assert.deepEqual((await engine.reconcile(goal(null))).skips, []);
  assert.deepEqual(unitsOf(laptop, /^inactive$/), ["systemd borgmatic.timer"]);
});

test("a switch to another list gives back what that one does not mean, and takes what it does", async (t) => {
  const { laptop, root } = shared(t);
  const engine = engineOn(root);
  await engine.reconcile(goal(hold("updates")));
  await engine.reconcile(goal(hold("indexers", "backups")));
  assert.deepEqual(unitsOf(laptop, /^inactive$/), [
    "systemd plocate-updatedb.timer",
    "systemd borgmatic.timer",
    "systemd-user localsearch-3.service",
  ]);
});

test("by hand one kind is held on top, and saved gives all back", async (t) => {
  const { laptop, root } = shared(t);
  const before = laptop.snapshot();
  const engine = engineOn(root);
  await engine.reconcile(goal(hold("updates")));
  await engine.set({ knob: "service.hold", wish: ["backups"] });
  assert.equal(unitsOf(laptop, /^inactive$/).length, 3);
  const { results, skips } = await engine.set({ knob: "service.hold", wish: ["saved"] });
  assert.deepEqual([results.length, skips], [3, []]);
  assert.deepEqual(laptop.snapshot(), before);
});

test("a reboot brings all back by itself, and the journal forgets them", async (t) => {
  const it = scene(t, "intel");
  const untouched = scene(t, "intel");
  await travel(it, [hold("all")], immortal());
  for (const { laptop } of [it, untouched]) laptop.reboot();
  const engine = openEngine(it.laptop.machine, { own: durableFolder(it.state) }, async () => KNOBS);
  assert.deepEqual((await engine.status()).settings, []);
  const { results } = await engine.reconcile(goal(null));
  assert.deepEqual(results, []);
  assert.deepEqual(unitsOf(it.laptop, /./), unitsOf(untouched.laptop, /./));
});

/** A user's journey over her own units. */
function usersScene(t: TestContext): Scene {
  const folder = folderInMemory(t);
  const caller = { uid: 1000, name: "alice", home: "/home/alice" };
  const laptop = openSimulatedLaptop({ folder: join(folder, "root"), model: "intel", tree: false, caller });
  return { laptop, state: join(folder, "state") };
}

test("a user's journey, dead at any instant: off gives the same set of units", async (t) => {
  const journey = [hold("all"), hold("indexers"), null];
  const whole = immortal();
  const first = usersScene(t);
  const before = first.laptop.snapshot();
  await travel(first, journey, whole);
  assert.ok(whole.instants() > 40);
  for (let dieAt = 1; dieAt <= whole.instants(); dieAt++) {
    const it = usersScene(t);
    await travel(it, journey, fate(dieAt));
    await travel(it, [null], immortal());
    assert.deepEqual(it.laptop.snapshot(), before, `dead at instant ${dieAt}`);
  }
});
