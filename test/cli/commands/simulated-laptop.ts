// SPDX-License-Identifier: MIT
import { join } from "node:path";
import type { TestContext } from "node:test";
import { runCli } from "../../../src/cli/program.ts";
import type { Keepers, Laptop, WhichLaptop } from "../../../src/cli/session.ts";
import { openEngine } from "../../../src/engine/open-engine.ts";
import { KNOBS } from "../../../src/knobs/knobs.ts";
import type { Caller, Commands } from "../../../src/machine/doors.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { kernelFiles } from "../../../src/machine/files.ts";
import { writeOutput } from "../../../src/machine/output-file.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../../src/sim/laptop.ts";
import type { ModelName } from "../../../src/sim/model.ts";
import type { Look } from "../../../src/text/look.ts";
import { alice } from "../../fakes/fake-machine.ts";
import { folderInMemory } from "../../fakes/tree.ts";
import { PIPE, recordingTerminal } from "../recording-terminal.ts";

export interface Ran {
  readonly status: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

export interface TryOut {
  readonly simulated: SimulatedLaptop;
  /** The caller's home, with the journal in `journal`; root's, for an ordinary user, in `roots`. */
  readonly folder: string;
  /** What each command has asked for. */
  readonly opened: readonly WhichLaptop[];
  /** Runs a command line, with answers where somebody is to be at the terminal. */
  run(line: string, how?: { readonly look?: Look; readonly answers?: readonly string[] }): Promise<Ran>;
}

/** What makes it more like a real laptop. */
export interface More {
  readonly keepers?: Keepers;
  readonly commands?: Commands;
  /** Its time runs, and this is its keeper. */
  readonly foreground?: Keepers["foreground"];
}

/** The whole command line on a simulated laptop of its own. Profiles are the shipped ones, and the caller has no configuration yet. */
export function tryOut(test: TestContext, caller: Partial<Caller> = {}, model: ModelName = "intel", more: More = {}): TryOut {
  const folder = folderInMemory(test);
  const simulated = openSimulatedLaptop({ folder, model, caller });
  const { keepers, foreground, commands = simulated.machine.commands } = more;
  const own = durableFolder(join(folder, "journal"));
  const laptop: Laptop = {
    machine: { ...simulated.machine, commands },
    folders: caller.uid === undefined || caller.uid === 0 ? { own } : { own, other: durableFolder(join(folder, "roots")) },
    ...(keepers === undefined ? {} : { keepers }),
    simulation: {
      ...simulated,
      plugIn: () => simulated.plug(),
      pass: (minutes) => simulated.advance(minutes * 60),
      ...(foreground && { foreground }),
    },
    close: () => simulated.machine.bus.close(),
  };
  const opened: WhichLaptop[] = [];
  return {
    ...{ simulated, folder, opened },
    run: async (line, { look = PIPE, answers } = {}) => {
      const terminal = recordingTerminal(look, answers);
      const status = await runCli(line.split(" "), {
        terminal,
        caller: { ...alice, home: folder, ...(caller.env && { env: caller.env }) },
        openLaptop: async (which) => {
          opened.push(which);
          return laptop;
        },
        filesBelow: kernelFiles,
        folderAt: durableFolder,
        writeOutput,
        shippedProfiles: join(process.cwd(), "profiles"),
        self: ["node", "travelmode"],
      });
      return { status, out: terminal.outLines, err: terminal.errLines };
    },
  };
}

/** Root's travel mode on an ordinary user's laptop. */
export async function turnOnAsRoot({ simulated, folder }: TryOut, profile: Profile): Promise<void> {
  const { machine } = simulated;
  const asRoot = { ...machine, caller: { ...machine.caller, uid: 0 } };
  const engine = openEngine(asRoot, { own: durableFolder(join(folder, "roots")) }, async () => KNOBS);
  await engine.reconcile({ profile, reason: "user", afresh: true, leave: [], evenIfUsed: [] });
}
