// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Knob, Wish } from "../../src/knobs/knob.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { MODEL_NAMES } from "../../src/sim/model.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { goal, immortal, type Scene, scene, travel } from "./journeys.ts";
import { fate } from "./mortal.ts";
import { profile } from "./toy-machine.ts";

/** Anything that a knob's grammar lets a profile say. */
function wishFor({ grammar: { words, number, text } }: Knob): fc.Arbitrary<Wish> {
  if (text !== undefined) return fc.constantFrom("syncthing", "fold-proteins", "camera-archive", "not firefox").map((it) => [it]);
  const numbers = number === undefined ? [] : [fc.integer({ min: number.min, max: number.max })];
  return fc.oneof(...(words.length === 0 ? [] : [fc.constantFrom(...words)]), ...numbers).map((word): Wish => [word]);
}

/** One thing each that a traveller may want all the same. */
const BY_HAND: Readonly<Record<string, Wish>> = {
  "radio.wifi": ["off"],
  "radio.wwan": ["off"],
  "radio.bluetooth": ["off"],
  "screen.brightness": [70],
  "keyboard.light": ["off"],
  "battery.charge-limit": [70],
  "cpu.boost": ["off"],
  "cpu.limit": [80],
};

const wishes: fc.Arbitrary<Readonly<Record<string, Wish>>> = fc
  .subarray([...KNOBS])
  .chain((some) => fc.tuple(...some.map((knob) => wishFor(knob).map((wish) => [knob.id, wish] as const))))
  .map((pairs) => Object.fromEntries(pairs));
const profiles: fc.Arbitrary<Profile> = wishes.map((some) => profile("some", some));
const journeys = fc.array(fc.option(profiles, { nil: null }), { minLength: 1, maxLength: 3 });

/** The machine as its owner has set it up, by hand and before any of this. */
async function setUp({ laptop }: Scene, settings: Readonly<Record<string, Wish>>): Promise<void> {
  const engine = openEngine(laptop.machine, { own: memoryFolder() }, async () => KNOBS);
  const lasting = Object.entries(settings).filter(([knob]) => !knob.startsWith("app."));
  for (const [knob, wish] of lasting) await engine.set({ knob, wish, evenIfUsed: [knob] });
  laptop.advance(60);
}

test("any machine, set up in any way, any profiles and death at any instant: off gives the start", async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...MODEL_NAMES), wishes, journeys, fc.nat(400), async (model, settings, journey, dieAt) => {
      const it = scene(t, model);
      await setUp(it, settings);
      const before = it.laptop.snapshot();
      await travel(it, journey, fate(dieAt + 1));
      await travel(it, [null], immortal());
      it.laptop.advance(60);
      assert.deepEqual(it.laptop.snapshot(), before);
    }),
    { numRuns: 150 },
  );
});

for (const model of MODEL_NAMES) {
  test(`${model}: whatever is set by hand in the middle of it stays at off, and nothing else does`, async (t) => {
    for (const [knob, wish] of Object.entries(BY_HAND)) {
      const [it, untouched] = [scene(t, model), scene(t, model)];
      const engine = openEngine(it.laptop.machine, { own: memoryFolder() }, async () => KNOBS);
      await openEngine(untouched.laptop.machine, { own: memoryFolder() }, async () => KNOBS).set({
        knob,
        wish,
        evenIfUsed: [knob],
      });
      await engine.reconcile(
        goal(profile("all", { "cpu.epp": ["power"], "screen.brightness": [30], "radio.wifi": ["off"], "cpu.limit": [60] })),
      );
      await engine.set({ knob, wish, evenIfUsed: [knob] });
      await engine.reconcile(goal(null));
      for (const { laptop } of [it, untouched]) laptop.advance(60);
      assert.deepEqual(it.laptop.snapshot(), untouched.laptop.snapshot(), knob);
    }
  });
}
