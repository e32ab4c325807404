// SPDX-License-Identifier: MIT
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Goal } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import type { StateFolder } from "../../src/machine/state-folder.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import type { ModelName } from "../../src/sim/model.ts";
import { folderInMemory } from "../fakes/tree.ts";
import { clearAll, knobsWith } from "./cleared-knobs.ts";
import { type Fate, fate, mortal, mortalSteps } from "./mortal.ts";

/** A simulated laptop and the folder of its journal. */
export interface Scene {
  readonly laptop: SimulatedLaptop;
  readonly state: string;
}

export function scene(t: TestContext, model: ModelName): Scene {
  const folder = folderInMemory(t);
  return { laptop: openSimulatedLaptop({ folder: join(folder, "root"), model, tree: false }), state: join(folder, "state") };
}

const CLEARED_KNOBS = knobsWith(clearAll);

/** flock(1) takes five milliseconds, and there is nobody else. */
export const unlocked = (folder: StateFolder): StateFolder => ({
  ...folder,
  lock: async () => ({ kind: "lock", release: () => {} }),
});

/** Goes through profiles (null: off), as long as it lives. */
export async function travel({ laptop, state }: Scene, journey: readonly (Profile | null)[], it: Fate): Promise<void> {
  const engine = openEngine(
    mortal(laptop.machine, it),
    { own: unlocked(durableFolder(state, { steps: mortalSteps(it) })) },
    async () => CLEARED_KNOBS,
    { watched: true },
  );
  try {
    for (const stop of journey) await engine.reconcile(goal(stop));
  } catch (error) {
    if (!it.isDead()) throw error;
  }
}

export const goal = (wanted: Profile | null): Goal => ({
  profile: wanted,
  reason: "user",
  afresh: wanted !== null,
  leave: [],
  evenIfUsed: KNOBS.map(({ id }) => id),
});

export const immortal = (): Fate => fate(Number.POSITIVE_INFINITY);
