// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Goal } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { Crash, profile, TOY_KNOBS, toy } from "./toy-machine.ts";

const goal = (wanted: Profile | null): Goal => ({ profile: wanted, reason: "user", afresh: true, leave: [], evenIfUsed: [] });

const wishes = fc.record(
  {
    "toy.mode": fc.constantFrom<[string]>(["thrifty"], ["normal"], ["locked"]),
    "toy.level": fc.constantFrom<[string]>(["1"], ["8"], ["12"]),
    "toy.cap": fc.constantFrom<[string]>(["50"], ["60"]),
  },
  { requiredKeys: [] },
);
const starts = fc.record({
  mode: fc.constantFrom("normal", "thrifty"),
  level: fc.constantFrom("1", "5", "7"),
  cap: fc.constantFrom("100", "50"),
});
const journeys = fc.array(
  fc.option(
    wishes.map((some) => profile("some", some)),
    { nil: null },
  ),
  { minLength: 1, maxLength: 4 },
);

/** Goes through the journey and dies at the given instant; answers how many instants there were. */
async function travel(start: Readonly<Record<string, string>>, journey: readonly (Profile | null)[], dieAt: number) {
  let instants = 0;
  let alive = true;
  const step = (what: string): void => {
    instants++;
    if (alive && instants >= dieAt) throw new Crash(what);
  };
  const { machine, contents } = toy(start, step);
  const folder = memoryFolder(step);
  const engine = openEngine(machine, { own: folder }, async () => TOY_KNOBS);
  try {
    for (const stop of journey) await engine.reconcile(goal(stop));
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  const died = instants;
  alive = false;
  await engine.reconcile(goal(null));
  return { instants: died, contents, folder };
}

const before = (start: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries({ boot: "boot-1", ...start }));

test("whatever the machine, the profiles and the instant of the crash, off gives the start", async () => {
  await fc.assert(
    fc.asyncProperty(starts, journeys, fc.nat(200), async (start, journey, dieAt) => {
      const { contents, folder } = await travel(start, journey, dieAt + 1);
      assert.deepEqual(contents, before(start));
      assert.equal(folder.contents.has("journal"), false);
    }),
    { numRuns: 2000 },
  );
});

test("every single instant of on, switch and off is survived", async () => {
  const start = { mode: "normal", level: "7", cap: "100" };
  const journey = [profile("a", { "toy.mode": ["thrifty"], "toy.cap": ["50"] }), profile("b", { "toy.level": ["1"] }), null];
  const { instants } = await travel(start, journey, Number.POSITIVE_INFINITY);
  assert.ok(instants > 50);
  for (let dieAt = 1; dieAt <= instants; dieAt++) {
    const { contents } = await travel(start, journey, dieAt);
    assert.deepEqual(contents, before(start), `dead at instant ${dieAt}`);
  }
});
