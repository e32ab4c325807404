// SPDX-License-Identifier: MIT
import { join } from "node:path";
import type { Keepers, Laptop, Surroundings, WhichLaptop } from "./cli/session.ts";
import { openTerminal } from "./cli/terminal.ts";
import { VERSION } from "./cli/version.ts";
import { TravelError } from "./errors.ts";
import { keepersHere } from "./keepers.ts";
import { bigFiles } from "./machine/big-files.ts";
import { currentCaller } from "./machine/caller.ts";
import type { Caller, Machine } from "./machine/doors.ts";
import { durableFolder } from "./machine/durable-folder.ts";
import { kernelFiles } from "./machine/files.ts";
import type { LiveBus } from "./machine/live-doors.ts";
import { writeOutput } from "./machine/output-file.ts";
import { realMachine } from "./machine/real-machine.ts";
import type { StateFolder } from "./machine/state-folder.ts";
import { userBus } from "./machine/system-bus.ts";
import { journalFolders, packageFolder, ROOTS_FOLDER, relayProgram, stateHome } from "./places.ts";

/** The entry point: builds the doors to the outside, once, and hands them to the command line. */
async function main(): Promise<void> {
  const [, , ...argv] = process.argv;
  if (argv.length === 1 && argv[0] === "--version") return openTerminal(process, process.env).out(VERSION);
  const { runCli } = await import("./cli/program.ts");
  process.exitCode = await runCli(argv, surroundings());
}

function surroundings(): Surroundings {
  const caller = currentCaller();
  return {
    terminal: openTerminal(process, process.env),
    caller,
    openLaptop: async (which) => (which.model === undefined ? realLaptop() : simulatedLaptop(which, caller)),
    filesBelow: kernelFiles,
    folderAt: durableFolder,
    writeOutput,
    shippedProfiles: join(packageFolder(import.meta.dirname), "profiles"),
    self: [process.execPath, ...process.argv.slice(1, 2)],
  };
}

async function realLaptop(): Promise<Laptop> {
  const packagePath = packageFolder(import.meta.dirname);
  const machine = realMachine({ relay: relayProgram(packagePath) });
  let session: LiveBus | null = null;
  const sessionBus = (): LiveBus => {
    session ??= userBus();
    return session;
  };
  return {
    machine,
    folders: journalFolders(machine.caller),
    keepers: keepersHere(machine, sessionBus, packagePath),
    bigFiles: bigFiles(),
    watch: async (heard) => (await import("./keeper/client/watch-travel.ts")).watchTravel(machine, sessionBus, heard),
    close: async () => {
      await session?.close();
      await machine.close();
    },
  };
}

/** A laptop of each model, with its own journal in its own tree: never mixed with the real one's. */
async function simulatedLaptop({ model: typed, fresh, lives }: WhichLaptop, caller: Caller): Promise<Laptop> {
  const [{ openSimulatedLaptop }, { MODEL_NAMES }, { temporaryFolder }] = await Promise.all([
    import("./sim/laptop.ts"),
    import("./sim/model.ts"),
    import("./sim/temporary-folder.ts"),
  ]);
  const model = MODEL_NAMES.find((name) => name === (typed || "intel"));
  if (model === undefined)
    throw new TravelError("USAGE", `there is no simulated laptop "${typed}"; there are ${MODEL_NAMES.join(", ")}`);
  const temporary = fresh ? temporaryFolder() : undefined;
  const folder = temporary?.path ?? join(stateHome(caller), "travelmode/sim", model);
  const own = durableFolder(join(folder, ROOTS_FOLDER));
  const { machine, title, plug, unplug, advance, snapshot, past } = openSimulatedLaptop({
    folder,
    model,
    speed: lives ? LIVELY : 0,
  });
  return {
    machine,
    folders: { own },
    simulation: {
      ...{ title, unplug, plugIn: () => plug(), pass: (minutes) => advance(minutes * 60), snapshot, past },
      ...(lives && { foreground: foregroundOn(machine, own) }),
    },
    close: async () => {
      await machine.bus.close();
      temporary?.remove();
    },
  };
}

/** A keeper in this very process on a simulated laptop that lives. */
const foregroundOn =
  (machine: Machine, folder: StateFolder): Keepers["foreground"] =>
  async (wish, told) => {
    const [{ logInForeground: log, runForeground }, { simulatedParts }, { simulatedLive }] = await Promise.all([
      import("./foreground.ts"),
      import("./keeper-parts.ts"),
      import("./sim/live-machine.ts"),
    ]);
    const packagePath = packageFolder(import.meta.dirname);
    return runForeground(simulatedParts(simulatedLive(machine, LIVELY), folder, { packagePath, log }), { wish, told });
  };

/** Model seconds a second: an hour in three minutes. */
const LIVELY = 20;

void main();
