// SPDX-License-Identifier: MIT
import { basename, dirname } from "node:path";
import type { RadioType } from "./model.ts";
import { withRadioChange } from "./network.ts";
import { type SimState, type Switches, textOf, type World, withSwitches, withValues } from "./state.ts";

type RfkillType = RadioType | "bluetooth";

/** The `soft` files of all radios of a type; a platform's switch and the card's own both count. */
export function softFiles(world: World, type: RfkillType): readonly string[] {
  const soft = Object.keys(world.model.live).filter((path) => basename(path) === "soft");
  return soft.filter((path) => textOf(world, `${dirname(path)}/type`) === type);
}

/** Whether a radio of that type exists, and nothing blocks it. */
export function radioOn(world: World, type: RfkillType): boolean {
  const files = softFiles(world, type);
  return files.length > 0 && softlyFree(world, type) && !hardBlocked(world, type);
}

export const hardBlocked = (world: World, type: RfkillType): boolean =>
  softFiles(world, type).some((path) => textOf(world, `${dirname(path)}/hard`) === "1");

/** Blocks or frees radios in software; their owners on the bus follow, and connections go or come back. */
export function withSoftBlock(world: World, files: readonly string[], blocked: boolean): SimState {
  const values = Object.fromEntries(files.map((path) => [path, blocked ? "1" : "0"]));
  return withConsequences(world, withValues(world.state, values));
}

/** The switch on the laptop's case: all radios at once. */
export function withHardBlock(world: World, blocked: boolean): SimState {
  const hard = Object.keys(world.model.live).filter((path) => basename(path) === "hard");
  return withConsequences(world, withValues(world.state, Object.fromEntries(hard.map((path) => [path, blocked ? "1" : "0"]))));
}

function withConsequences(before: World, state: SimState): SimState {
  const { model } = before;
  const shown = withShownStates({ model, state });
  const followed = withSwitches(shown, followers(before, { model, state: shown }));
  return withRadioChange(before, { model, state: followed }, (world, type) => radioOn(world, type));
}

/** rfkill's deprecated `state`: 0 soft-blocked, 1 free, 2 hard-blocked; and whether Wi-Fi is up. */
function withShownStates(world: World): SimState {
  const folders = Object.keys(world.model.live)
    .filter((path) => basename(path) === "soft")
    .map(dirname);
  const shown = folders.map((folder) => {
    if (textOf(world, `${folder}/hard`) === "1") return [`${folder}/state`, "2"];
    return [`${folder}/state`, textOf(world, `${folder}/soft`) === "1" ? "0" : "1"];
  });
  const wifi = Object.keys(world.model.live).filter((path) => basename(path) === "operstate");
  const up = wifi.map((path) => [path, radioOn(world, "wlan") ? "up" : "down"]);
  return withValues(world.state, Object.fromEntries([...shown, ...up]));
}

/** NetworkManager's switches follow rfkill; BlueZ loses power with it, and powers on when it is freed, whatever was before. */
function followers(before: World, after: World): Partial<Switches> {
  const { wirelessEnabled, wwanEnabled, bluetoothPowered, bluetoothConnected } = before.state.switches;
  const powered = radioOn(after, "bluetooth") ? bluetoothPowered || !radioOn(before, "bluetooth") : false;
  return {
    wirelessEnabled: softlyFree(before, "wlan") === softlyFree(after, "wlan") ? wirelessEnabled : softlyFree(after, "wlan"),
    wwanEnabled: softlyFree(before, "wwan") === softlyFree(after, "wwan") ? wwanEnabled : softlyFree(after, "wwan"),
    bluetoothPowered: powered,
    bluetoothConnected: powered ? bluetoothConnected : [],
  };
}

const softlyFree = (world: World, type: RfkillType): boolean =>
  softFiles(world, type).every((path) => textOf(world, path) === "0");
