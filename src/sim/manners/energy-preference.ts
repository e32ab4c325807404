// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { type Errno, type Manner, wholeNumber, wordsOf } from "../manner.ts";
import { type SimState, textOf, type World, withValues } from "../state.ts";

/**
 * energy_performance_preference: EBUSY for all but performance under the governor `performance`. Intel takes bare
 * numbers too; `default` stands for firmware's value, which AMD cannot read back when it has no name (EINVAL).
 */
export const energyPreference: Manner = (world, { path, text }) => {
  const known = knownAs(world, path, text);
  if (known === undefined) return "EINVAL";
  if (known !== "performance" && textOf(world, `${dirname(path)}/scaling_governor`) === "performance") return "EBUSY";
  return withPreference(world.state, path, known);
};

/** EPP of every policy at once, as firmware and power-profiles-daemon set it; policies under `performance` refuse. */
export function setEveryPreference(world: World, preference: string): SimState {
  let { state } = world;
  for (const path of Object.keys(world.model.live)) {
    if (world.model.live[path]?.manner !== "energy-preference") continue;
    const outcome: SimState | Errno = energyPreference({ model: world.model, state }, { path, text: preference });
    if (typeof outcome !== "string") state = outcome;
  }
  return state;
}

/** The value as reading will show it; null: a raw value without a name; undefined: not taken at all. */
function knownAs(world: World, path: string, text: string): string | null | undefined {
  const folder = dirname(path);
  if (text === "default") return world.model.cpu?.defaultPreference ?? null;
  if (wordsOf(textOf(world, `${folder}/energy_performance_available_preferences`)).includes(text)) return text;
  const raw = textOf(world, `${folder}/scaling_driver`) === "intel_pstate" ? wholeNumber(text) : null;
  return raw === null || raw > 255 ? undefined : (NAMES.get(raw) ?? String(raw));
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, "performance"],
  [128, "balance_performance"],
  [192, "balance_power"],
  [255, "power"],
]);

function withPreference(state: SimState, path: string, known: string | null): SimState {
  const { [path]: _, ...readable } = state.unreadable;
  if (known === null) return { ...withValues(state, { [path]: "default" }), unreadable: { ...readable, [path]: "EINVAL" } };
  return { ...withValues(state, { [path]: known }), unreadable: readable };
}
