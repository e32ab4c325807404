// SPDX-License-Identifier: MIT
import { type PanelLight, panelLights } from "./backlights.ts";
import type { Knob, WishValue } from "./knob.ts";
import { lightSetting } from "./light.ts";
import { type LevelRange, levelForPerceived, lowestLevel, perceivedPercent } from "./perceived-brightness.ts";
import { ENTER, RESTORE } from "./ranks.ts";

const KNOB = "screen.brightness";

/** The screen's backlight, as a cap in perceived brightness. */
export const screenBrightness: Knob = {
  id: KNOB,
  title: "Screen brightness",
  shortNames: ["brightness", "screen"],
  about:
    "The backlight is the largest single consumer of an idle laptop: from full brightness to a third commonly saves several " +
    "watts. The number is a cap in percent of what the eye perceives as full brightness; half of that is about a fifth of " +
    'the light. "lowest" is as dark as can still be read. The screen is only ever made darker, and never darker than 5 % of ' +
    "its range. What a desktop dims further when idle is not taken for your own change. Root writes the kernel's file; " +
    "without root, logind does it for the user at the screen.",
  grammar: { words: ["lowest"], number: { min: 1, max: 100, unit: "%" } },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find: async ({ files }) => {
    const settings = panelLights(files).map((panel) =>
      lightSetting(files, panel.light, {
        knob: KNOB,
        place: panel.panel,
        enterRank: ENTER.screen,
        restoreRank: RESTORE.screen,
        levelFor: (wish) => levelFor(wish, panel),
        percentOf: (level) => perceivedPercent(level, rangeOf(panel)),
      }),
    );
    return settings.length > 0 ? { settings } : { settings, missing: "no screen whose brightness can be set" };
  },
};

function levelFor(wish: WishValue, panel: PanelLight): number | undefined {
  if (wish === "lowest") return lowestLevel(panel.light.max);
  return typeof wish === "number" && Number.isFinite(wish) ? levelForPerceived(wish, rangeOf(panel)) : undefined;
}

const rangeOf = ({ light: { max }, perceptual }: PanelLight): LevelRange => ({ max, perceptual });
