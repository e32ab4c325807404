// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { type Manner, wordsOf } from "../manner.ts";
import { type SimState, textOf, type World, withMemory, withValues } from "../state.ts";

/**
 * scaling_governor: a governor that is not offered is EINVAL. In the active drivers `performance` forces EPP to
 * performance; on the way back Intel restores what was there, AMD leaves it (intel_pstate.c and amd-pstate.c, set_policy).
 */
export const governor: Manner = (world, { path, text }) => {
  const folder = dirname(path);
  if (!wordsOf(textOf(world, `${folder}/scaling_available_governors`)).includes(text)) return "EINVAL";
  const before = textOf(world, path);
  const state = withValues(world.state, { [path]: text });
  if (before === text) return state;
  const after = { model: world.model, state };
  if (text === "performance") return forcePreference(after, folder);
  return before === "performance" ? returnPreference(after, folder) : state;
};

const preferenceIn = (folder: string): string => `${folder}/energy_performance_preference`;

function forcePreference(world: World, folder: string): SimState {
  const path = preferenceIn(folder);
  const now = textOf(world, path);
  if (now === undefined) return world.state;
  const { [path]: _, ...unreadable } = world.state.unreadable;
  return { ...withMemory(withValues(world.state, { [path]: "performance" }), { [path]: now }), unreadable };
}

function returnPreference(world: World, folder: string): SimState {
  const path = preferenceIn(folder);
  const saved = world.state.memory[path];
  const isIntel = textOf(world, `${folder}/scaling_driver`) === "intel_pstate";
  return isIntel && saved !== undefined ? withValues(world.state, { [path]: saved }) : world.state;
}
