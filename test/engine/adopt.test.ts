// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Engine, Goal } from "../../src/engine/engine.ts";
import type { Entry } from "../../src/engine/entry.ts";
import { formatJournal } from "../../src/engine/journal.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { TravelError } from "../../src/errors.ts";
import type { Knob, KnobId, Setting } from "../../src/knobs/knob.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { valueOr } from "../../src/machine/reading.ts";
import type { StateFolder } from "../../src/machine/state-folder.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { MODEL_NAMES, type ModelName } from "../../src/sim/model.ts";
import type { Snapshot } from "../../src/sim/snapshot.ts";
import { type MemoryFolder, memoryFolder } from "../fakes/memory-folder.ts";
import { entry, journal } from "./builders.ts";
import { goal as anyGoal, immortal, type Scene, scene, travel, unlocked } from "./journeys.ts";
import { type Fate, fate, mortal, mortalSteps } from "./mortal.ts";
import { profile, TOY_KNOBS, type Toy, toy } from "./toy-machine.ts";

interface Stage {
  readonly toy: Toy;
  readonly folder: MemoryFolder;
  readonly engine: Engine;
  /** Everything that was done to the folder, its lock included. */
  readonly touches: string[];
}

const START = { mode: "normal", level: "7", cap: "100" };
const thrifty = profile("thrifty", { "toy.mode": ["thrifty"], "toy.cap": ["50"] });

const goal = (wanted: Profile | null, afresh = wanted !== null): Goal => ({
  profile: wanted,
  reason: "user",
  afresh,
  leave: [],
  evenIfUsed: [],
});
const off = goal(null);
const again = goal(thrifty, false);

/** Travel mode is on, or what the journal says. */
async function stage(knobs: readonly Knob[] = TOY_KNOBS, entries?: readonly Entry[]): Promise<Stage> {
  const made = toy(START);
  const touches: string[] = [];
  const folder = memoryFolder((what) => touches.push(what));
  const lock: StateFolder["lock"] = (waitMs) => {
    touches.push("lock");
    return folder.lock(waitMs);
  };
  const engine = openEngine(made.machine, { own: { ...folder, lock } }, async () => knobs);
  if (entries === undefined) await engine.reconcile(goal(thrifty));
  else folder.contents.set("journal", formatJournal(journal(entries)));
  touches.length = 0;
  return { toy: made, folder, engine, touches };
}

const values = ({ toy: { contents } }: Stage): Record<string, string> => ({
  mode: contents.get("mode") ?? "",
  level: contents.get("level") ?? "",
  cap: contents.get("cap") ?? "",
});

/** The toys, with one of which something is different. */
const differing = (id: KnobId, more: Partial<Setting>): readonly Knob[] =>
  TOY_KNOBS.map((knob) => {
    if (knob.id !== id) return knob;
    const find: Knob["find"] = async (machine) => {
      const { settings } = await knob.find(machine);
      return { settings: settings.map((setting) => ({ ...setting, ...more })) };
    };
    return { ...knob, find };
  });

test("what the user changed is told once, and is the user's even when it is back at our value", async () => {
  const it = await stage();
  it.toy.contents.set("cap", "80");
  assert.deepEqual(
    (await it.engine.adopt()).map(({ setting, owner, state, now, value, original }) => [
      setting,
      owner,
      state,
      now,
      value,
      original,
    ]),
    [["toy.cap/only", "yours", "changed", "80", "80", "100"]],
  );
  it.toy.contents.set("cap", "50");
  assert.deepEqual(await it.engine.adopt(), []);
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), { ...START, cap: "50" });
});

test("without a look in between, a change that was taken back was none", async () => {
  const it = await stage();
  it.toy.contents.set("cap", "80");
  it.toy.contents.set("cap", "50");
  assert.deepEqual(await it.engine.adopt(), []);
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
});

test("a thousand looks touch nothing in the folder, not even its lock", async () => {
  const it = await stage();
  for (let event = 0; event < 1000; event++) assert.deepEqual(await it.engine.adopt(), []);
  assert.deepEqual(it.touches, []);
});

test("a slider that is dragged a thousand steps is written down once", async () => {
  const it = await stage();
  for (let step = 0; step < 1000; step++) {
    it.toy.contents.set("cap", String(60 + (step % 30)));
    assert.equal((await it.engine.adopt()).length, step === 0 ? 1 : 0);
  }
  assert.deepEqual(
    it.touches.filter((what) => what.startsWith("before")),
    ["before restore.sh", "before journal"],
  );
});

test("while travel mode is off or ending there is nothing to look at, and no folder is made for it", async () => {
  const it = await stage();
  it.toy.contents.delete("cap");
  await it.engine.reconcile(off);
  it.toy.contents.set("cap", "80");
  it.touches.length = 0;
  assert.deepEqual([await it.engine.adopt(), await it.engine.brace()], [[], []]);
  await it.engine.reconcile({ ...off, forget: ["toy.cap"] });
  it.touches.length = 0;
  assert.deepEqual([await it.engine.adopt(), await it.engine.brace()], [[], []]);
  assert.deepEqual(it.touches, []);
});

test("what cannot be read now is nobody's change", async () => {
  const it = await stage();
  it.toy.contents.delete("cap");
  assert.deepEqual(await it.engine.adopt(), []);
  it.toy.contents.set("cap", "50");
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
});

test("a light that is dimmed below ours is not the user's, a brighter one is", async () => {
  const it = await stage(differing("toy.level", { lowerIsOurs: true }));
  it.toy.contents.set("level", "1");
  assert.deepEqual(await it.engine.adopt(), []);
  it.toy.contents.set("level", "3");
  assert.deepEqual(
    (await it.engine.adopt()).map(({ setting }) => setting),
    ["toy.level/only"],
  );
});

test("the user's own values survive a switch, a reconcile and off once they are adopted", async () => {
  const it = await stage();
  it.toy.contents.set("cap", "80");
  await it.engine.adopt();
  await it.engine.reconcile(again);
  assert.equal(values(it)["cap"], "80");
  await it.engine.reconcile(goal(thrifty));
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START, "on typed anew has taken it back");
});

test("braced, what moves is drift, and is written again; what was changed before is left", async () => {
  const it = await stage();
  it.toy.contents.set("cap", "80");
  const told = await it.engine.brace();
  assert.deepEqual(
    told.map(({ setting }) => setting),
    ["toy.cap/only"],
  );
  for (const [name, value] of Object.entries({ mode: "normal", cap: "90" })) it.toy.contents.set(name, value);
  assert.deepEqual(await it.engine.adopt(), []);
  await it.engine.reconcile(again);
  assert.deepEqual(values(it), { mode: "thrifty", level: "2", cap: "90" });
  it.toy.contents.set("mode", "special");
  await it.engine.reconcile(off);
  assert.equal(values(it)["mode"], "special", "after the reconcile a change is somebody's again");
});

test("off puts back what has drifted since it was braced", async () => {
  const it = await stage();
  await it.engine.brace();
  for (const [name, value] of Object.entries({ mode: "special", cap: "90" })) it.toy.contents.set(name, value);
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
});

test("braced twice is written down once", async () => {
  const it = await stage();
  await it.engine.brace();
  it.touches.length = 0;
  await it.engine.brace();
  assert.deepEqual(it.touches, ["lock"]);
});

test("only what is written by the ways named is braced", async () => {
  const it = await stage(differing("toy.cap", { ways: [{ kind: "file", name: "capfs", path: "/cap" }] }));
  await it.engine.brace(["another"]);
  assert.deepEqual(it.touches, ["lock"]);
  await it.engine.brace(["capfs"]);
  for (const [name, value] of Object.entries({ mode: "special", cap: "90" })) it.toy.contents.set(name, value);
  await it.engine.reconcile(again);
  assert.deepEqual([values(it)["mode"], values(it)["cap"]], ["special", "50"]);
});

test("the user's value that we have displaced is the user's still", async () => {
  const displaced = entry("toy.level/only", { owner: "yours", state: "intended", original: "7", value: "3" });
  const it = await stage(TOY_KNOBS, [displaced]);
  it.toy.contents.set("level", "2");
  assert.deepEqual([await it.engine.adopt(), await it.engine.brace()], [[], []]);
  await it.engine.reconcile(off);
  assert.equal(values(it)["level"], "3");
});

test("a damaged journal is left to the next reconcile, which tells of it", async () => {
  const it = await stage();
  const text = it.folder.contents.get("journal") ?? "";
  it.folder.contents.set("journal", text.replace('"toy.cap/only"', '"toy.cap/othr"'));
  it.toy.contents.set("mode", "special");
  assert.deepEqual([await it.engine.adopt(), await it.engine.brace()], [[], []]);
  assert.deepEqual(it.touches, []);
});

test("another travelmode at work is waited for, and told of", async () => {
  const made = toy(START);
  const folder = memoryFolder();
  await openEngine(made.machine, { own: folder }, async () => TOY_KNOBS).reconcile(goal(thrifty));
  const lock: StateFolder["lock"] = async () => ({ kind: "locked-out", code: "held", why: "process 1 (travelmode on)" });
  const engine = openEngine(made.machine, { own: { ...folder, lock } }, async () => TOY_KNOBS);
  made.contents.set("cap", "80");
  for (const work of [engine.adopt(), engine.brace()])
    await assert.rejects(work, (error) => error instanceof TravelError && error.code === "BUSY");
});

const FLIGHT = profile("flight", {
  "cpu.epp": ["power"],
  "cpu.limit": [60],
  "screen.brightness": [35],
  "keyboard.light": ["off"],
  "radio.wifi": ["off"],
  "radio.wwan": ["off"],
  "radio.bluetooth": ["off"],
});

const BACKLIGHT = /\/(intel_backlight|amdgpu_bl1|dp_aux_backlight)\/brightness$/;

/** The user makes the screen brighter than it ever was. */
function brighten({ laptop: { machine, snapshot } }: Scene): Snapshot {
  const path = Object.keys(snapshot()).find((one) => BACKLIGHT.test(one)) ?? "";
  const brightest = valueOr(machine.files.read(path.replace(/brightness$/, "max_brightness")), "");
  assert.equal(machine.files.write(path, brightest).kind, "done");
  return { [path]: `${brightest}\n` };
}

async function flying(t: TestContext, model: ModelName): Promise<Scene> {
  const it = scene(t, model);
  await travel(it, [FLIGHT], immortal());
  return it;
}

/** Everything with a life of its own at off, which is what it was but for the user's change. */
async function diesWhile(t: TestContext, model: ModelName, dying: { operation: "adopt" | "brace"; it: Fate }): Promise<void> {
  const before = scene(t, model).laptop.snapshot();
  const left = await flying(t, model);
  const changed = brighten(left);
  const folder = unlocked(durableFolder(left.state, { steps: mortalSteps(dying.it) }));
  const engine = openEngine(mortal(left.laptop.machine, dying.it), { own: folder }, async () => KNOBS);
  await engine[dying.operation]().catch((error: unknown) => {
    if (!dying.it.isDead()) throw error;
  });
  await travel(left, [null], immortal());
  left.laptop.advance(60);
  assert.deepEqual(left.laptop.snapshot(), { ...before, ...changed }, `${dying.operation}, dead at ${dying.it.instants()}`);
}

for (const model of MODEL_NAMES.filter((name) => name !== "bare"))
  for (const operation of ["adopt", "brace"] as const)
    test(`${model}: dead at any instant of ${operation}, off puts everything back but the user's change`, async (t) => {
      const whole = immortal();
      await diesWhile(t, model, { operation, it: whole });
      assert.ok(whole.instants() >= 10, "nothing was written");
      for (let dieAt = 1; dieAt <= whole.instants(); dieAt++) await diesWhile(t, model, { operation, it: fate(dieAt) });
    });

test("a real profile on a real folder: looking a thousand times changes no file and no setting", async (t) => {
  const it = await flying(t, "thinkpad");
  const folder = durableFolder(it.state);
  const files = (): unknown => ["journal", "restore.sh", "lock"].map((name) => folder.read(name));
  const [settings, before] = [it.laptop.snapshot(), files()];
  const engine = openEngine(it.laptop.machine, { own: folder }, async () => KNOBS);
  for (let event = 0; event < 1000; event++) assert.deepEqual(await engine.adopt(), []);
  assert.deepEqual([it.laptop.snapshot(), files()], [settings, before]);
});

test("Wi-Fi turned on by hand is told in one line, whatever moved along with it", async (t) => {
  const it = await flying(t, "intel");
  const engine = openEngine(it.laptop.machine, { own: unlocked(durableFolder(it.state)) }, async () => KNOBS);
  it.laptop.machine.files.write("/sys/class/rfkill/rfkill0/soft", "0");
  assert.deepEqual(
    (await engine.adopt()).map(({ setting }) => setting),
    ["radio.wifi/NetworkManager"],
  );
  await engine.reconcile({ ...anyGoal(FLIGHT), afresh: false });
  assert.equal(it.laptop.snapshot()["NetworkManager WirelessEnabled"], "true");
});
