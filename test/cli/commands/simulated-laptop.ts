// SPDX-License-Identifier: MIT
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Look } from "../../../src/cli/look.ts";
import { runCli } from "../../../src/cli/program.ts";
import type { Laptop } from "../../../src/cli/session.ts";
import type { Caller } from "../../../src/machine/doors.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { kernelFiles } from "../../../src/machine/files.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../../src/sim/laptop.ts";
import type { ModelName } from "../../../src/sim/model.ts";
import { alice } from "../../fakes/fake-machine.ts";
import { temporaryFolder } from "../../fakes/tree.ts";
import { PIPE, recordingTerminal } from "../recording-terminal.ts";

export interface Ran {
  readonly status: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

export interface TryOut {
  readonly simulated: SimulatedLaptop;
  /** The caller's home, with the journal in `journal`. */
  readonly folder: string;
  /** Runs a command line, with answers where somebody is to be at the terminal. */
  run(line: string, how?: { readonly look?: Look; readonly answers?: readonly string[] }): Promise<Ran>;
}

/** The whole command line on a simulated laptop of its own. Profiles are the shipped ones, and the caller has no configuration yet. */
export function tryOut(test: TestContext, caller: Partial<Caller> = {}, model: ModelName = "intel"): TryOut {
  const folder = temporaryFolder(test);
  const simulated = openSimulatedLaptop({ folder, model, caller });
  const laptop: Laptop = {
    machine: simulated.machine,
    folders: { own: durableFolder(join(folder, "journal")) },
    simulation: {
      ...simulated,
      plugIn: () => simulated.plug(),
      pass: (minutes) => simulated.advance(minutes * 60),
    },
    close: () => simulated.machine.bus.close(),
  };
  return {
    simulated,
    folder,
    run: async (line, { look = PIPE, answers } = {}) => {
      const terminal = recordingTerminal(look, answers);
      const status = await runCli(line.split(" "), {
        terminal,
        caller: { ...alice, home: folder },
        openLaptop: async () => laptop,
        filesBelow: kernelFiles,
        shippedProfiles: join(process.cwd(), "profiles"),
        self: ["node", "travelmode"],
      });
      return { status, out: terminal.outLines, err: terminal.errLines };
    },
  };
}
