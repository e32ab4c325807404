// SPDX-License-Identifier: MIT
import { dirname, isAbsolute, join } from "node:path";
import type { Caller } from "./machine/doors.ts";
import { durableFolder } from "./machine/durable-folder.ts";
import { kernelFiles } from "./machine/files.ts";
import type { StateFolder } from "./machine/state-folder.ts";

/** How Node runs the keeper, here and in packaging/systemd/travelmode.service: no memory that is written and then run, and little of any. */
export const KEEPER_FLAGS: readonly string[] = [
  "--jitless",
  "--single-threaded",
  "--v8-pool-size=1",
  "--no-expose-wasm",
  "--max-semi-space-size=1",
  "--expose-gc",
];

/** The program that runs as a user for root's travel mode, which asks by it what only that user's bus knows. */
export const relayProgram = (packagePath: string): readonly [string, ...string[]] => [
  process.execPath,
  ...KEEPER_FLAGS,
  join(packagePath, "dist/relay.cjs"),
];

/** Root's state folder: for the command line and the daemon alike. */
export const ROOTS_FOLDER = "/var/lib/travelmode";

/** Root's journal lies in /var/lib, a user's in their own state folder; each sees the other's. */
export function journalFolders({ uid, home, env, invoker }: Caller): { readonly own: StateFolder; readonly other?: StateFolder } {
  if (uid !== 0) return { own: durableFolder(join(stateHome({ home, env }), "travelmode")), other: durableFolder(ROOTS_FOLDER) };
  const own = durableFolder(ROOTS_FOLDER);
  if (invoker === undefined) return { own };
  return { own, other: durableFolder(join(stateHome({ home: invoker.home, env: {} }), "travelmode"), { owner: invoker.uid }) };
}

/** XDG Base Directory Specification: a value that is empty or no absolute path counts as none. */
export function stateHome({ home, env }: Pick<Caller, "home" | "env">): string {
  const { XDG_STATE_HOME = "" } = env;
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(home, ".local/state");
}

/** The folder of the program's package: the nearest one above that holds `profiles`, bundled or not. */
export function packageFolder(from: string): string {
  const last = dirname(from) === from;
  return last || kernelFiles("/").list(join(from, "profiles")).kind === "value" ? from : packageFolder(dirname(from));
}
