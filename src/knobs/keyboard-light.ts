// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Knob, WishValue } from "./knob.ts";
import { findLight, type Light, lightSetting } from "./light.ts";
import { ENTER, RESTORE } from "./ranks.ts";

const KNOB = "keyboard.light";

/** The light below the keys: all zones that the kernel lists as a keyboard's. */
export const keyboardLight: Knob = {
  id: KNOB,
  title: "Keyboard light",
  shortNames: ["keyboard"],
  about:
    'The light below the keys takes a few tenths of a watt, on bright keyboards a whole one. "off" turns it off, a ' +
    "percentage dims it; it is only ever made darker. The brightness key still works, and a light that went out by itself " +
    "is not taken for your own change. Root writes the kernel's file; without root, logind does it for the user at the " +
    "screen.",
  grammar: { words: ["off"], number: { min: 0, max: 100, unit: "%" } },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find: async ({ files }) => {
    const settings = keyboardLights(files).map((light) =>
      lightSetting(files, light, {
        knob: KNOB,
        place: light.device,
        enterRank: ENTER.keyboard,
        restoreRank: RESTORE.keyboard,
        levelFor: (wish) => levelFor(wish, light.max),
        percentOf: (level) => (level / light.max) * 100,
      }),
    );
    return settings.length > 0 ? { settings } : { settings, missing: "no keyboard light" };
  },
};

/** The lights of all keys, by the names that the kernel gives a keyboard's. */
export const keyboardLights = (files: Files): readonly Light[] =>
  valueOr(files.list("/sys/class/leds"), [])
    .filter((name) => name.includes("kbd_backlight"))
    .flatMap((device) => findLight(files, { subsystem: "leds", device }) ?? []);

/** Keyboards have few levels: a small percentage is the dimmest light, not none. */
function levelFor(wish: WishValue, max: number): number | undefined {
  if (wish === "off" || wish === 0) return 0;
  return typeof wish === "number" && wish > 0 ? Math.max(1, Math.round((Math.min(wish, 100) / 100) * max)) : undefined;
}
