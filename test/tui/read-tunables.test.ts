// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import type { Goal } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Plan } from "../../src/engine/report.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import { grammarsOf } from "../../src/profile/grammars.ts";
import { profileLibrary } from "../../src/profile/library.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../../src/sim/temporary-folder.ts";
import { readTunables, type TunableContext } from "../../src/tui/read-tunables.ts";
import type { Tunable } from "../../src/tui/tunable.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";

const library = profileLibrary(kernelFiles("/"), [{ folder: join(process.cwd(), "profiles"), kind: "shipped" }], {
  grammars: grammarsOf(KNOBS),
  asRoot: false,
});
const flight = library.load("flight");

interface Stage {
  readonly goal: (more?: Partial<Goal>) => Goal;
  readonly engine: ReturnType<typeof openEngine>;
  readonly read: (leave?: readonly string[], more?: Partial<TunableContext>) => Promise<readonly Tunable[]>;
}

function stage(test: { after(done: () => void): void }, uid = 0, profile = flight): Stage {
  const { path, remove } = temporaryFolder();
  test.after(remove);
  const { machine } = openSimulatedLaptop({ folder: path, tree: false, caller: { uid } });
  const engine = openEngine(machine, { own: memoryFolder() }, async () => KNOBS);
  const goal = (more: Partial<Goal> = {}): Goal => ({
    profile,
    reason: "user",
    afresh: true,
    leave: [],
    evenIfUsed: [],
    ...more,
  });
  return {
    ...{ goal, engine },
    read: async (leave = [], more = {}) => {
      const { settings } = await engine.status();
      return readTunables(machine, KNOBS, {
        plan: await engine.plan(goal({ leave })),
        wishes: profile.wishes,
        later: {},
        journal: settings,
        leave,
        ...more,
      });
    },
  };
}

const named = (rows: readonly Tunable[], knob: string): Tunable => rows.find((row) => row.knob === knob) ?? assert.fail(knob);

test("what the profile would change could save, with the value now, the one wanted, and the line that does it", async (it) => {
  const epp = named(await stage(it).read(), "cpu.epp");
  assert.deepEqual(
    [epp.state, epp.place, epp.now, epp.wanted, epp.original, epp.held],
    ["could save", "policy0-3", "balance_performance", "power", null, false],
  );
  assert.equal(epp.line, "echo power | sudo tee /sys/devices/system/cpu/cpufreq/policy0/energy_performance_preference");
  assert.match(named(await stage(it).read(), "radio.wifi").line ?? "", /^nmcli radio wifi off/);
});

test("what travel mode holds saves, and its saved value is there", async (it) => {
  const { engine, goal, read } = stage(it);
  await engine.reconcile(goal());
  const screen = named(await read(), "screen.brightness");
  assert.deepEqual([screen.state, screen.held, screen.original, screen.now], ["saving", true, "82 %", "40 %"]);
});

test("on a journey without a profile there is no plan: what it holds saves, and what it may turn next is said", async (it) => {
  const { engine, goal, read } = stage(it);
  const wishes = { "screen.brightness": [60] } as const;
  await engine.reconcile(goal({ profile: { ...flight, name: "trip", wishes } }));
  const plan: Plan = { profile: null, changes: [], skips: [], questions: [], warnings: [], damage: [] };
  const rows = await read([], { plan, wishes, later: { "cpu.boost": ["off"] } });
  const screen = named(rows, "screen.brightness");
  assert.deepEqual([screen.state, screen.original, screen.wanted, screen.held], ["saving", "82 %", "60 %", true]);
  const [boost, wifi] = [named(rows, "cpu.boost"), named(rows, "radio.wifi")];
  assert.deepEqual([boost.state, boost.why], ["left alone", "not needed yet: the journey turns it if it has to save more"]);
  assert.deepEqual([wifi.state, wifi.why], ["left alone", "no wish of the profile"]);
});

test("what somebody changed is theirs, and what was set by hand too", async (it) => {
  const { engine, goal, read } = stage(it);
  await engine.reconcile(goal());
  await engine.set({ knob: "screen.brightness", wish: [60] });
  assert.equal(named(await read(), "screen.brightness").state, "yours");
});

test("what the configuration leaves alone, what no wish is for, and what this machine lacks", async (it) => {
  const rows = await stage(it).read(["radio.wifi"]);
  assert.deepEqual([named(rows, "radio.wifi").state, named(rows, "radio.wifi").leftForGood], ["left alone", true]);
  assert.deepEqual([named(rows, "cpu.limit").state, named(rows, "cpu.limit").why], ["left alone", "no wish of the profile"]);
  assert.equal(named(rows, "radio.wwan").state, "locked");
});

test("what is so already saves, without being held", async (it) => {
  const governor = named(await stage(it).read(), "cpu.governor");
  assert.deepEqual([governor.state, governor.held], ["saving", false]);
});

test("an ordinary user is told what needs root", async (it) => {
  const rows = await stage(it, 1000).read();
  assert.equal(named(rows, "cpu.epp").needsRoot, true);
  assert.equal(named(rows, "screen.brightness").needsRoot, false);
});

test("a value is offered as a way back only where it reads the same again", async (it) => {
  const rows = await stage(it).read();
  for (const { typedNow, knob, now } of rows) if (typedNow !== null) assert.ok(now?.startsWith(typedNow), knob);
  assert.equal(named(rows, "radio.wifi").typedNow, "on");
  assert.equal(named(rows, "cpu.boost").typedNow, "on");
});

test("programs are there as far as they are meant: before, while they are slowed, and none otherwise", async (it) => {
  assert.deepEqual([named(await stage(it).read(), "app.slow").why], ["no program is named"]);
  const wishes = { ...flight.wishes, "app.slow": ["camera-archive"] } as const;
  const { engine, goal, read } = stage(it, 0, { ...flight, wishes });
  const slowed = async () => {
    const { place, state, now, wanted } = named(await read(), "app.slow");
    return [place, state, now === wanted];
  };
  assert.deepEqual(await slowed(), ["camera-archive", "could save", false]);
  await engine.reconcile(goal());
  assert.deepEqual(await slowed(), ["camera-archive", "saving", true]);
});
