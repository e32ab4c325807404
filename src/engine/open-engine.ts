// SPDX-License-Identifier: MIT
import type { Knob } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import type { Context } from "./context.ts";
import type { Engine } from "./engine.ts";
import { outline, status } from "./status.ts";

/** The caller's journal, and the other owner's where there is one: root's for a user, the invoking user's for root. */
export interface Folders {
  readonly own: StateFolder;
  readonly other?: StateFolder;
}

export interface EngineOptions {
  /** A keeper has opened it, which acts before sleep and shutdown. */
  readonly watched?: boolean;
}

/**
 * The engine on a machine. Opening it reads and changes nothing, and loads neither knobs nor what turns them: asking for
 * the status while travel mode is off needs none of it.
 */
export function openEngine(
  machine: Machine,
  { own, other }: Folders,
  loadKnobs: () => Promise<readonly Knob[]>,
  { watched = false }: EngineOptions = {},
): Engine {
  const places = { machine, folder: own, watched, ...(other === undefined ? {} : { other }) };
  const context = async (): Promise<Context> => ({ ...places, knobs: await loadKnobs() });
  const operations = () => import("./operations.ts");
  const byHand = () => import("./by-hand.ts");
  const adopting = () => import("./adopt.ts");
  return {
    plan: async (goal) => (await operations()).plan(await context(), goal),
    reconcile: async (goal) => (await operations()).reconcileAlone(await context(), goal),
    set: async (hand) => (await byHand()).setByHand(await context(), hand),
    handBack: async (knob) => (await byHand()).handBack(await context(), knob),
    adopt: async () => (await adopting()).adopt(await context()),
    brace: async (ways) => (await adopting()).brace(await context(), ways),
    relax: async (knobs, which) => (await import("./relax.ts")).relax(await context(), knobs, which),
    status: () => status(places, loadKnobs),
    outline: () => outline(places),
  };
}
