// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { openKeeper } from "../../src/keeper/open-keeper.ts";
import { NO_PROFILE_NAMED } from "../../src/keeper/trip/trip.ts";
import { simulatedParts } from "../../src/keeper-parts.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { packageFolder } from "../../src/places.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { simulatedLive } from "../../src/sim/live-machine.ts";
import { folderInMemory } from "../fakes/tree.ts";

/** Model seconds a second: ten minutes in one. */
const SPEED = 600;

function living(test: TestContext) {
  const folder = folderInMemory(test);
  const laptop = openSimulatedLaptop({ folder, tree: false, speed: SPEED });
  return { ...laptop, folder, live: simulatedLive(laptop.machine, SPEED) };
}

test("what waits on a laptop that lives waits by the laptop's clock, and can be stopped", async (t) => {
  const { live } = living(t);
  const beganMs = live.clock.now();
  let calls = 0;
  const stop = live.clock.after(30_000, () => {
    calls += 10;
  });
  stop();
  await new Promise<void>((resolve) => {
    live.clock.after(60_000, () => {
      calls += 1;
      resolve();
    });
  });
  assert.equal(calls, 1);
  assert.ok(live.clock.now() - beganMs >= 59_000);
});

test("its keeper takes a journey on, looks by itself, and puts every byte back", async (t) => {
  const { live, folder, snapshot } = living(t);
  const before = snapshot();
  const logged: string[] = [];
  const how = { packagePath: packageFolder(import.meta.dirname), log: (sentence: string) => void logged.push(sentence) };
  const keeper = await openKeeper(simulatedParts(live, durableFolder(join(folder, "journal")), how));
  const trip = { untilMs: live.clock.now() + 7 * 3_600_000, reservePercent: 5, zone: "UTC" };
  await keeper.on({ profile: NO_PROFILE_NAMED, leave: [], evenIfUsed: [], stayOn: false, trip });
  assert.ok((await keeper.trip())?.steps.some(({ taken }) => taken));
  const { percent } = (await keeper.state()).power;
  await live.clock.sleep(15 * 60_000);
  assert.ok(((await keeper.state()).power.percent ?? 100) < (percent ?? 0), "a look was taken meanwhile");
  await keeper.off([]);
  await keeper.close("put-back");
  const { "NetworkManager ActiveConnections": _, ...after } = snapshot();
  const { "NetworkManager ActiveConnections": __, ...expected } = before;
  assert.deepEqual([after, logged], [expected, []]);
});
