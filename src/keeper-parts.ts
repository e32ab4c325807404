// SPDX-License-Identifier: MIT
import { join } from "node:path";
import type { Engine } from "./engine/engine.ts";
import { openEngine } from "./engine/open-engine.ts";
import { TravelError } from "./errors.ts";
import { limitFolder } from "./keeper/charger/full-charge-wish.ts";
import type { KeeperParts } from "./keeper/course.ts";
import { heldTimers } from "./keeper/due-work/held-timers.ts";
import { quietTimers } from "./keeper/due-work/quiet-timers.ts";
import { runHooks } from "./keeper/hooks.ts";
import { notifyUser, offerToUser } from "./keeper/notices/notify-user.ts";
import { holdProfiles } from "./keeper/wishes/held-profile.ts";
import { batteryChargeLimit } from "./knobs/battery-charge-limit.ts";
import { KNOBS } from "./knobs/knobs.ts";
import type { Caller } from "./machine/doors.ts";
import { kernelFiles } from "./machine/files.ts";
import type { LiveMachine } from "./machine/live-doors.ts";
import type { StateFolder } from "./machine/state-folder.ts";
import { journalFolders } from "./places.ts";
import { type Config, loadConfig } from "./profile/config.ts";
import { grammarsOf } from "./profile/grammars.ts";
import { type ProfileLibrary, profileLibrary } from "./profile/library.ts";
import { configPaths, profilePlaces } from "./profile/places.ts";

/** What a keeper on a real machine is built from: root's, which opens nothing in a home, or a user's own. */
export function keeperParts(machine: LiveMachine, packagePath: string, log: KeeperParts["log"]): KeeperParts {
  const { caller } = machine;
  const folders = journalFolders(caller);
  const timers = heldTimers(folders.own, machine.files);
  const bus = quietTimers({ ...machine, bus: holdProfiles(machine.bus) }, timers);
  const engine = openEngine({ ...machine, bus }, folders, async () => KNOBS, { watched: true });
  const library = keeperLibrary(packagePath, caller);
  return {
    machine,
    engine,
    timers,
    limitEngine: caller.uid === 0 ? limitEngine(machine, folders.own) : null,
    folder: folders.own,
    config: configReader(caller, log),
    profile: (name) => library.load(name),
    runHooks: async (event, profile) => (caller.uid === 0 ? runHooks(machine, event, profile) : []),
    notify: (notice) => void notifyUser(machine, notice),
    offer: (notice, button) => offerToUser(machine, notice, button),
    log,
  };
}

/** The same on a simulated laptop: nothing of the real one is asked, run or shown but its shipped profiles. */
export const simulatedParts = (machine: LiveMachine, folder: StateFolder, how: SimulatedKeeper): KeeperParts => ({
  machine,
  folder,
  engine: openEngine(machine, { own: folder }, async () => KNOBS, { watched: true }),
  limitEngine: null,
  config: () => ({ rules: [], leave: [] }),
  profile: (name) => keeperLibrary(how.packagePath, machine.caller).load(name),
  runHooks: async () => [],
  notify: () => {},
  offer: async () => () => {},
  log: how.log,
});

interface SimulatedKeeper extends Pick<KeeperParts, "log"> {
  readonly packagePath: string;
}

/** A full charge outlasts its keeper: only root's comes back after a restart. */
const limitEngine = (machine: LiveMachine, folder: StateFolder): Engine =>
  openEngine(machine, { own: limitFolder(folder) }, async () => [batteryChargeLimit]);

/** The profiles that a keeper finds by name: root's opens nothing in a home. */
export function keeperLibrary(packagePath: string, caller: Caller): ProfileLibrary {
  const places = profilePlaces(join(packagePath, "profiles"), caller);
  const isOurs = caller.uid === 0 ? places.filter(({ kind }) => kind !== "user") : places;
  return profileLibrary(kernelFiles("/"), isOurs, { grammars: grammarsOf(KNOBS), asRoot: caller.uid === 0 });
}

/** The configuration as it is now; one with a mistake counts as empty, and is told of once. */
function configReader(caller: Caller, log: KeeperParts["log"]): () => Pick<Config, "rules" | "leave"> {
  const files = kernelFiles("/");
  const paths = configPaths(caller).slice(0, caller.uid === 0 ? 1 : undefined);
  const options = { grammars: grammarsOf(KNOBS), asRoot: caller.uid === 0 };
  const stamp = (): string => JSON.stringify(paths.map((path) => files.stat(path)));
  let readAt = "";
  let config: Pick<Config, "rules" | "leave"> = { rules: [], leave: [] };
  return () => {
    const now = stamp();
    if (now === readAt) return config;
    readAt = now;
    config = loadOrNone(() => loadConfig(files, paths, options), log);
    return config;
  };
}

function loadOrNone(load: () => Config, log: KeeperParts["log"]): Pick<Config, "rules" | "leave"> {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    log(error.message);
    return { rules: [], leave: [] };
  }
}
