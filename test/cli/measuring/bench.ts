// SPDX-License-Identifier: MIT
import type { TestContext } from "node:test";
import { engineMode } from "../../../src/cli/engine-mode.ts";
import { type Bench, type Measured, measureOne } from "../../../src/cli/measuring/measure-one.ts";
import { openMeters } from "../../../src/cli/measuring/meters.ts";
import { openSwitcher } from "../../../src/cli/measuring/switcher.ts";
import type { TravelMode } from "../../../src/cli/travel-mode.ts";
import { pseudoRandom } from "../../../src/forecast/measuring/pseudo-random.ts";
import type { KnobId, Wish } from "../../../src/knobs/knob.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../../src/sim/laptop.ts";
import type { ModelName } from "../../../src/sim/model.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { folderInMemory } from "../../fakes/tree.ts";
import { laptop, session } from "../sessions.ts";

export interface SimulatedBench {
  readonly simulated: SimulatedLaptop;
  readonly mode: TravelMode;
  /** Measures, and puts back as the command does; `atLook`: told the number of each look before time goes on. */
  measure(knob: KnobId, wish: Wish, how?: Partial<Bench> & { readonly atLook?: (count: number) => void }): Promise<Measured>;
}

/** A simulated laptop of its own, at a time of day of its own: its load is another one at each. */
export function simulatedBench(test: TestContext, model: ModelName, seed = 1): SimulatedBench {
  const startMs = Date.UTC(2026, 5, 1) + seed * 3_677_000;
  const simulated = openSimulatedLaptop({ folder: folderInMemory(test), model, startMs, tree: false });
  const { machine } = simulated;
  const mode = engineMode(session(machine, { laptop: { ...laptop(machine), folders: { own: memoryFolder() } } }));
  return {
    simulated,
    mode,
    async measure(knob, wish, { atLook = () => {}, ...others } = {}) {
      const switcher = openSwitcher(mode, knob, wish);
      let looks = 0;
      const bench: Bench = {
        ...{ meters: await openMeters(machine, knob), switcher, random: pseudoRandom(seed) },
        ...{ isStopped: () => false, onDesign: () => {}, onBlock: () => {} },
        wait: async (ms) => {
          looks += 1;
          atLook(looks);
          await machine.clock.sleep(ms);
        },
        ...others,
      };
      try {
        return await measureOne(bench);
      } finally {
        await switcher.end();
      }
    },
  };
}
