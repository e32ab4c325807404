// SPDX-License-Identifier: MIT
import { type Manner, wordsOf } from "../manner.ts";
import type { ServiceName } from "../model.ts";
import { PROFILE_CLASS_FILE, PROFILE_FILE } from "../parts/system.ts";
import { type PowerProfile, type SimState, textOf, type World, withSwitches, withValues } from "../state.ts";
import { setEveryPreference } from "./energy-preference.ts";

const WORDS = ["low-power", "cool", "quiet", "balanced", "balanced-performance", "performance", "max-power"];
const DAEMON: ServiceName = "power-profiles-daemon";

/**
 * platform_profile: an unknown word is EINVAL, as is `custom`; a known one that this firmware lacks is EOPNOTSUPP
 * (drivers/acpi/platform_profile.c). The legacy file and the class show one value. Firmware may move EPP with it,
 * and a running power-profiles-daemon follows.
 */
export const platformProfile: Manner = (world, { text }) => {
  if (!WORDS.includes(text)) return "EINVAL";
  if (!wordsOf(textOf(world, `${PROFILE_FILE}_choices`)).includes(text)) return "EOPNOTSUPP";
  const state = withFirmwareProfile(world, text);
  return state.services.includes(DAEMON) ? withDaemonProfile({ model: world.model, state }, profileOf(text)) : state;
};

/** The firmware's profile in all its files, and the EPP that it drags along. */
export function withFirmwareProfile(world: World, profile: string): SimState {
  const files = [PROFILE_FILE, PROFILE_CLASS_FILE].filter((path) => textOf(world, path) !== undefined);
  const state = withValues(world.state, Object.fromEntries(files.map((path) => [path, profile])));
  const preference = world.model.profileMovesPreference?.[profile];
  return preference === undefined ? state : setEveryPreference({ model: world.model, state }, preference);
}

/** The daemon's own profile and the EPP that it writes for it. */
export function withDaemonProfile(world: World, profile: PowerProfile): SimState {
  const state = withSwitches(world.state, { activeProfile: profile });
  return setEveryPreference({ model: world.model, state }, PREFERENCES[profile]);
}

const PREFERENCES: Readonly<Record<PowerProfile, string>> = {
  "power-saver": "power",
  balanced: "balance_performance",
  performance: "performance",
};

function profileOf(firmware: string): PowerProfile {
  if (["low-power", "cool", "quiet"].includes(firmware)) return "power-saver";
  return firmware === "balanced" ? "balanced" : "performance";
}
