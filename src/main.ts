// SPDX-License-Identifier: MIT
import { dirname, isAbsolute, join } from "node:path";
import type { Laptop, Surroundings, WhichLaptop } from "./cli/session.ts";
import { openTerminal } from "./cli/terminal.ts";
import { VERSION } from "./cli/version.ts";
import { TravelError } from "./errors.ts";
import { currentCaller } from "./machine/caller.ts";
import type { Caller } from "./machine/doors.ts";
import { durableFolder } from "./machine/durable-folder.ts";
import { kernelFiles } from "./machine/files.ts";
import { realMachine } from "./machine/real-machine.ts";

const ROOTS_FOLDER = "/var/lib/travelmode";

/** The entry point: builds the doors to the outside, once, and hands them to the command line. */
async function main(): Promise<void> {
  const [, , ...argv] = process.argv;
  if (argv.length === 1 && argv[0] === "--version") return void process.stdout.write(`${VERSION}\n`);
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
    shippedProfiles: shippedProfiles(import.meta.dirname),
    self: [process.execPath, ...process.argv.slice(1, 2)],
  };
}

function realLaptop(): Laptop {
  const machine = realMachine();
  return { machine, folders: journalFolders(machine.caller), close: machine.close };
}

/** Root's journal lies in /var/lib, a user's in their own state folder; each sees the other's. */
function journalFolders({ uid, home, env, invoker }: Caller): Laptop["folders"] {
  if (uid !== 0) return { own: durableFolder(join(stateHome({ home, env }), "travelmode")), other: durableFolder(ROOTS_FOLDER) };
  const own = durableFolder(ROOTS_FOLDER);
  if (invoker === undefined) return { own };
  return { own, other: durableFolder(join(stateHome({ home: invoker.home, env: {} }), "travelmode"), { owner: invoker.uid }) };
}

/** XDG Base Directory Specification: a value that is empty or no absolute path counts as none. */
function stateHome({ home, env }: Pick<Caller, "home" | "env">): string {
  const { XDG_STATE_HOME = "" } = env;
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(home, ".local/state");
}

/** A laptop of each model, with its own journal in its own tree: never mixed with the real one's. */
async function simulatedLaptop({ model: typed, fresh }: WhichLaptop, caller: Caller): Promise<Laptop> {
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
  const { machine, title, plug, unplug, advance, snapshot } = openSimulatedLaptop({ folder, model });
  return {
    machine,
    folders: { own: durableFolder(join(folder, ROOTS_FOLDER)) },
    simulation: { title, unplug, plugIn: () => plug(), pass: (minutes) => advance(minutes * 60), snapshot },
    close: async () => {
      await machine.bus.close();
      temporary?.remove();
    },
  };
}

/** The folder `profiles` that is nearest above the program, bundled or not. */
function shippedProfiles(from: string): string {
  const folder = join(from, "profiles");
  const last = dirname(from) === from;
  return last || kernelFiles("/").list(folder).kind === "value" ? folder : shippedProfiles(dirname(from));
}

void main();
