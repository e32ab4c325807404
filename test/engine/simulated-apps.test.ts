// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { appFreeze } from "../../src/knobs/app-freeze.ts";
import { appSlow } from "../../src/knobs/app-slow.ts";
import type { Clearance } from "../../src/knobs/clearance.ts";
import type { Wish } from "../../src/knobs/knob.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import type { Machine } from "../../src/machine/doors.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { folderInMemory } from "../fakes/tree.ts";
import { clearAll, knobsWith } from "./cleared-knobs.ts";
import { goal } from "./journeys.ts";
import { profile } from "./toy-machine.ts";

/** The same laptop in the hands of root and of the person who sits at it. */
function shared(t: TestContext): { readonly laptop: SimulatedLaptop; readonly root: Machine; readonly alice: Machine } {
  const open = (caller: { uid: number }) => openSimulatedLaptop({ folder, tree: false, model: "intel", caller });
  const folder = join(folderInMemory(t), "root");
  const laptop = open({ uid: 0 });
  return { laptop, root: laptop.machine, alice: open({ uid: 1000 }).machine };
}

const engineOn = (machine: Machine, clear = clearAll, watched = true): Engine =>
  openEngine(machine, { own: memoryFolder() }, async () => knobsWith(clear), { watched });

const apps = (wishes: { readonly freeze?: Wish; readonly slow?: Wish }): Profile =>
  profile("apps", {
    ...(wishes.freeze === undefined ? {} : { "app.freeze": wishes.freeze }),
    ...(wishes.slow === undefined ? {} : { "app.slow": wishes.slow }),
  });

/** What has another value than before. */
const moved = (before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(now).filter((name) => now[name] !== before[name]);

const UNSET = String(2n ** 64n - 1n);

test("a user slows and freezes her own programs, power falls, and off gives exactly the same back", async (t) => {
  const { laptop, alice } = shared(t);
  laptop.advance(600);
  const [before, beforeW] = [laptop.snapshot(), laptop.truth().meanPowerW];
  const engine = engineOn(alice);
  await engine.reconcile(goal(apps({ freeze: ["syncthing", "fold-proteins"], slow: ["firefox"] })));
  const now = laptop.snapshot();
  assert.deepEqual(moved(before, now).toSorted(), [
    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/syncthing.service/cgroup.freeze",
    "process fold-proteins",
    "process syncthing",
    "systemd-user app-gnome-firefox-2101.scope CPU",
  ]);
  assert.equal(now["systemd-user app-gnome-firefox-2101.scope CPU"], "20 200000");
  assert.ok(laptop.truth().meanPowerW < beforeW - 0.5);
  laptop.advance(600);
  await engine.reconcile(goal(null));
  assert.deepEqual(laptop.snapshot(), before);
  assert.equal(laptop.truth().meanPowerW, beforeW);
});

test("root freezes and slows anybody's, and off gives exactly the same back", async (t) => {
  const { laptop, root, alice } = shared(t);
  const before = laptop.snapshot();
  const engine = engineOn(root);
  const { skips } = await engine.reconcile(goal(apps({ freeze: ["Syncthing.service"], slow: ["camera-archive", "firefox"] })));
  assert.deepEqual(skips, []);
  assert.equal(laptop.snapshot()["systemd camera-archive.service CPU"], "20 200000");
  assert.equal(laptop.snapshot()["systemd-user app-gnome-firefox-2101.scope CPU"], "20 200000");
  assert.equal(laptop.snapshot()["process syncthing"], "stopped");
  await engine.reconcile(goal(null));
  assert.deepEqual(laptop.snapshot(), before);
  const report = await engineOn(alice).reconcile(goal(apps({ slow: ["camera-archive"], freeze: ["camera-archive"] })));
  assert.deepEqual(
    report.skips.map(({ knob, kind }) => [knob, kind]),
    [
      ["app.slow", "rights"],
      ["app.freeze", "rights"],
    ],
  );
});

test("a weight or quota that was set comes back to the letter, and less is never more", async (t) => {
  const { laptop, alice } = shared(t);
  const call = {
    service: "org.freedesktop.systemd1",
    path: "/org/freedesktop/systemd1",
    interface: "org.freedesktop.systemd1.Manager",
    member: "SetUnitProperties",
    signature: "sba(sv)",
    bus: "session",
  } as const;
  const set = (unit: string, weight: bigint, quota: bigint) =>
    alice.bus.call({
      ...call,
      args: [
        unit,
        true,
        [
          ["CPUWeight", { variant: "t", value: weight }],
          ["CPUQuotaPerSecUSec", { variant: "t", value: quota }],
        ],
      ],
    });
  await set("syncthing.service", 100n, 150_000n);
  await set("app-gnome-firefox-2101.scope", 5n, 2n ** 64n - 1n);
  const before = laptop.snapshot();
  const engine = engineOn(alice);
  await engine.reconcile(goal(apps({ slow: ["syncthing", "firefox"] })));
  assert.equal(laptop.snapshot()["systemd-user syncthing.service CPU"], "20 150000");
  assert.equal(laptop.snapshot()["systemd-user app-gnome-firefox-2101.scope CPU"], "5 200000");
  await engine.reconcile(goal(null));
  assert.deepEqual(laptop.snapshot(), before);
  assert.equal(before["systemd-user app-gnome-firefox-2101.scope CPU"], `5 ${UNSET}`);
});

test("what is refused is left, with every reason, whatever is said; also between the plan and the write", async (t) => {
  const { laptop, alice } = shared(t);
  const before = laptop.snapshot();
  const never: Clearance = async (_machine, { unit }, restraint) => [`${unit} may not ${restraint}`, "it holds a lock"];
  const wanted = { ...goal(apps({ freeze: ["syncthing"], slow: ["syncthing"] })), evenIfUsed: ["app.freeze", "app.slow"] };
  const engine = engineOn(alice, never);
  const planned = await engine.plan(wanted);
  const report = await engine.reconcile(wanted);
  assert.deepEqual(planned.changes, []);
  assert.deepEqual(planned.skips, report.skips);
  assert.deepEqual(
    report.skips.map(({ knob, kind, why }) => [knob, kind, why]),
    [
      ["app.slow", "protected", "syncthing.service may not slow; it holds a lock"],
      ["app.freeze", "protected", "syncthing.service may not freeze; it holds a lock"],
    ],
  );
  assert.deepEqual(laptop.snapshot(), before);
  let asked = 0;
  const soon: Clearance = async () => {
    asked += 1;
    return asked > 1 ? ["it plays or records now"] : [];
  };
  const late = await engineOn(alice, soon).reconcile(goal(apps({ freeze: ["syncthing"] })));
  assert.deepEqual(
    late.results.map(({ outcome, why }) => [outcome, why]),
    [["unavailable", "it plays or records now"]],
  );
  assert.deepEqual(laptop.snapshot(), before);
});

test("a facts gatherer that can find out too little refuses", async (t) => {
  const { laptop, alice } = shared(t);
  const before = laptop.snapshot();
  const engine = openEngine(alice, { own: memoryFolder() }, async () => KNOBS, { watched: true });
  assert.deepEqual([appFreeze.risk, appSlow.risk], ["risky", "safe"]);
  const { skips } = await engine.reconcile(
    goal(apps({ freeze: ["gnome-shell", "bash", "NetworkManager"], slow: ["gnome-shell"] })),
  );
  assert.deepEqual(
    skips.map(({ knob, place, kind }) => [knob, place, kind]),
    [
      ["app.freeze", "NetworkManager", "rights"],
      ["app.slow", "org.gnome.Shell", "protected"],
      ["app.freeze", "org.gnome.Shell", "protected"],
      ["app.freeze", "bash 108", "protected"],
    ],
  );
  assert.deepEqual(laptop.snapshot(), before);
});

test("freezing waits for a keeper, slowing does not", async (t) => {
  const { laptop, alice } = shared(t);
  const report = await engineOn(alice, clearAll, false).reconcile(goal(apps({ freeze: ["syncthing"], slow: ["firefox"] })));
  assert.deepEqual(
    report.skips.map(({ kind }) => kind),
    ["unavailable"],
  );
  assert.equal(laptop.snapshot()["process syncthing"], undefined);
  assert.equal(laptop.snapshot()["systemd-user app-gnome-firefox-2101.scope CPU"], "20 200000");
});

test("when offline: nothing is held while a network is up, and it goes on as soon as one is", async (t) => {
  const { laptop, alice } = shared(t);
  const engine = engineOn(alice);
  const wanted = apps({ freeze: ["syncthing when offline"] });
  const here = (): string | undefined => laptop.snapshot()["process syncthing"];
  await engine.reconcile(goal(wanted));
  assert.equal(here(), undefined);
  await engine.set({ knob: "radio.wifi", wish: ["off"] });
  await engine.reconcile(goal(wanted));
  assert.equal(here(), "stopped");
  await engine.set({ knob: "radio.wifi", wish: ["on"] });
  await engine.reconcile(goal(wanted));
  assert.equal(here(), undefined);
});

test("relax lets all go on for a while, also what a hand has frozen; the next reconcile takes it up again", async (t) => {
  const { laptop, alice } = shared(t);
  const before = laptop.snapshot();
  const engine = engineOn(alice);
  const wanted = apps({ freeze: ["syncthing"] });
  await engine.reconcile(goal(wanted));
  await engine.set({ knob: "app.freeze", wish: ["fold-proteins"] });
  const frozen = laptop.snapshot();
  const results = await engine.relax(["app.freeze"], "all");
  assert.deepEqual(
    results.map(({ outcome }) => outcome),
    ["applied", "applied"],
  );
  assert.deepEqual(laptop.snapshot(), before);
  await engine.reconcile({ ...goal(wanted), reason: "resume", afresh: false });
  assert.deepEqual(laptop.snapshot(), frozen);
  await engine.reconcile(goal(null));
  assert.deepEqual(laptop.snapshot(), before);
});

test("relax of what is not meant any more: only what waited for a network goes on, and nothing that a hand has frozen", async (t) => {
  const { laptop, alice } = shared(t);
  const engine = engineOn(alice);
  const stopped = (): readonly string[] => Object.keys(laptop.snapshot()).filter((name) => name.startsWith("process "));
  await engine.set({ knob: "radio.wifi", wish: ["off"] });
  await engine.reconcile(goal(apps({ freeze: ["syncthing when offline"] })));
  await engine.set({ knob: "app.freeze", wish: ["fold-proteins"] });
  assert.deepEqual(await engine.relax(["app.freeze"], "not meant"), []);
  assert.deepEqual(stopped(), ["process syncthing", "process fold-proteins"]);
  await engine.set({ knob: "radio.wifi", wish: ["on"] });
  await engine.relax(["app.freeze"], "not meant");
  assert.deepEqual(stopped(), ["process fold-proteins"]);
});

test("by hand: frozen until travel mode ends, thawed for good, and nothing at all while it is off", async (t) => {
  const { laptop, alice } = shared(t);
  const before = laptop.snapshot();
  const engine = engineOn(alice);
  await assert.rejects(engine.set({ knob: "app.freeze", wish: ["syncthing"] }), /Travel mode is off/);
  await engine.reconcile(goal(apps({ freeze: ["syncthing"] })));
  await engine.set({ knob: "app.freeze", wish: ["not syncthing"] });
  assert.deepEqual(laptop.snapshot(), before);
  await engine.reconcile({ ...goal(apps({ freeze: ["syncthing"] })), afresh: false });
  assert.deepEqual(laptop.snapshot(), before);
  await engine.set({ knob: "app.freeze", wish: ["fold-proteins"] });
  assert.equal(laptop.snapshot()["process fold-proteins"], "stopped");
  const { results } = await engine.reconcile(goal(null));
  assert.deepEqual(
    results.map(({ outcome }) => outcome),
    ["applied"],
  );
  assert.deepEqual(laptop.snapshot(), before);
  await engine.set({ knob: "app.freeze", wish: ["not syncthing"] });
});
