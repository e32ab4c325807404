// SPDX-License-Identifier: MIT
import { MODELS } from "./models/models.ts";
import { passTime } from "./pass-time.ts";
import type { SimState, World } from "./state.ts";
import type { Store } from "./store.ts";

/** The laptop as it lives: the state of the moment, kept on disk at every change. */
export interface Runtime {
  /** The machine now; where time runs by itself, as far as it has come. */
  world(): World;
  /** The machine from now on. */
  become(state: SimState): void;
  /** Lets so many seconds of model time pass at once. */
  advance(seconds: number): void;
  /** Waits for so many milliseconds of model time; where time stands still, it passes at once. */
  sleep(ms: number): Promise<void>;
}

/** Where time runs by itself, it is accounted in steps of at least this much model time. */
const LEAST_STEP_S = 1;

/** `speed`: model seconds for each real one; 0: time passes only when it is told to. */
export function startRuntime(store: Store, speed: number): Runtime {
  let accountedMs = performance.now();

  const world = (): World => {
    const state = store.load();
    const now = { model: MODELS[state.model], state };
    const passedS = ((performance.now() - accountedMs) / 1000) * speed;
    if (passedS < LEAST_STEP_S) return now;
    accountedMs = performance.now();
    const later = passTime(now, passedS);
    store.save(later);
    return { model: now.model, state: later };
  };

  const advance = (seconds: number): void => store.save(passTime(world(), Math.max(0, seconds)));

  return {
    world,
    become: (state) => store.save(state),
    advance,
    sleep: async (ms) => {
      if (speed > 0) await new Promise((resolve) => setTimeout(resolve, ms / speed));
      else advance(ms / 1000);
    },
  };
}
