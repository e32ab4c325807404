// SPDX-License-Identifier: MIT
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TravelError } from "../errors.ts";
import { durableSteps, makeFolder } from "../machine/durable-steps.ts";
import { MODELS } from "./models/models.ts";
import type { SimState } from "./state.ts";
import { layOut, mirrorValues } from "./tree.ts";

const NAME = "sim.json";

/**
 * A simulated laptop's memory: sim.json has the truth and is replaced atomically before the tree follows, so a process
 * killed anywhere leaves a machine from before or after a change. Another process's change is seen at the next load.
 */
export interface Store {
  load(): SimState;
  save(state: SimState): void;
}

/** Opens a folder's laptop; undefined if there is none yet. Its tree, where it is wanted, is brought up to date. Throws USAGE. */
export function openStore(folder: string, tree: boolean): Store | undefined {
  return onDisk(folder, () => {
    const path = join(folder, NAME);
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    const state = readState(path);
    if (tree) layOut(folder, MODELS[state.model], state.values);
    return storeOf(folder, state, tree);
  });
}

/** Begins a laptop in a folder; sim.json comes last, so that a layout that was cut off is done again. Throws USAGE. */
export function createStore(folder: string, state: SimState, tree: boolean): Store {
  return onDisk(folder, () => {
    makeFolder(folder, 0o755, durableSteps);
    if (tree) layOut(folder, MODELS[state.model], state.values);
    replace(join(folder, NAME), state);
    return storeOf(folder, state, tree);
  });
}

/** The folder is the caller's choice (XDG_STATE_HOME), so what the disk refuses there is theirs to mend. */
function onDisk<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TravelError || !(error instanceof Error && "code" in error)) throw error;
    const advice = "it needs a folder that can be written, with a few hundred KiB of room";
    throw new TravelError("USAGE", `There can be no simulated laptop in ${folder} (${error.code}): ${advice}.`, error);
  }
}

function storeOf(folder: string, first: SimState, tree: boolean): Store {
  const path = join(folder, NAME);
  let state = first;
  let stamp = stampOf(path);
  return {
    load: () => {
      const now = stampOf(path);
      if (now !== stamp) {
        state = readState(path);
        stamp = now;
      }
      return state;
    },
    save: (next) => {
      if (next === state) return;
      onDisk(folder, () => {
        replace(path, next);
        stamp = stampOf(path);
        if (tree) mirrorValues(folder, state.values, next.values);
      });
      state = next;
    },
  };
}

/** A replaced file has another inode and another time. */
function stampOf(path: string): string {
  const { ino, mtimeMs } = statSync(path);
  return `${ino} ${mtimeMs}`;
}

function replace(path: string, state: SimState): void {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(state)}\n`);
  renameSync(fresh, path);
}

function readState(path: string): SimState {
  const unreadable = (cause?: unknown): TravelError =>
    new TravelError("USAGE", `The simulated laptop in ${path} cannot be read; delete its folder to begin a new one.`, cause);
  try {
    const state: SimState = JSON.parse(readFileSync(path, "utf8"));
    // One that was set up before there were units has all of them as after a boot.
    if (state.version === 1 && Object.hasOwn(MODELS, state.model)) return { ...state, units: state.units ?? {} };
  } catch (error) {
    throw unreadable(error);
  }
  throw unreadable();
}
