// SPDX-License-Identifier: MIT
import { numberIn } from "../knobs/attributes.ts";
import { panelLights } from "../knobs/backlights.ts";
import { keyboardLights } from "../knobs/keyboard-light.ts";
import { type Light as KnobLight, lightFolder } from "../knobs/light.ts";
import { perceivedPercent } from "../knobs/perceived-brightness.ts";
import { platformBlocked, radioSwitches } from "../knobs/rfkill.ts";
import type { Files } from "../machine/doors.ts";
import { readFedDevices } from "../power/fed-devices.ts";
import type { Gadgets, Light, Radio } from "./gadgets.ts";

/** What is in or at this laptop: radios, lights, and what charges from it. A few dozen small reads; nothing is opened or woken. */
export const readGadgets = (files: Files): Gadgets => ({
  radios: RADIOS.flatMap((kind) => radiosOf(files, kind)),
  lights: lightsOf(files),
  fed: readFedDevices(files),
});

const RADIOS = [
  { type: "wlan", title: "Wi-Fi" },
  { type: "bluetooth", title: "Bluetooth" },
  { type: "wwan", title: "Mobile data" },
] as const;

/** A platform's switch that is soft-blocked shows as a hard block on the radio's own: that is nobody's hand on the case. */
function radiosOf(files: Files, { type, title }: (typeof RADIOS)[number]): readonly Radio[] {
  const switches = radioSwitches(files, type);
  const softly = platformBlocked(files, switches);
  return switches.map(({ name, folder }) => {
    const [soft, hard] = [numberIn(files, `${folder}/soft`), numberIn(files, `${folder}/hard`)];
    return { title, name, blocked: blockOf(soft, hard, softly) };
  });
}

function blockOf(soft: number | undefined, hard: number | undefined, softly: boolean): Radio["blocked"] {
  if (hard === 1 && !softly) return "hard";
  if (soft === 1 || hard === 1) return "soft";
  return soft === undefined || hard === undefined ? "unknown" : "no";
}

function lightsOf(files: Files): readonly Light[] {
  const screens = panelLights(files).flatMap(({ panel, light, perceptual }) =>
    lit(files, light, {
      name: panel,
      kind: "screen",
      percentOf: (level) => perceivedPercent(level, { max: light.max, perceptual }),
    }),
  );
  const keyboards = keyboardLights(files).flatMap((light) =>
    lit(files, light, { name: light.device, kind: "keyboard", percentOf: (level) => (100 * level) / light.max }),
  );
  return [...screens, ...keyboards];
}

interface Lamp extends Pick<Light, "name" | "kind"> {
  percentOf(level: number): number;
}

/** A light whose level cannot be read is left out. */
function lit(files: Files, light: KnobLight, { name, kind, percentOf }: Lamp): readonly Light[] {
  const level = numberIn(files, `${lightFolder(light)}/brightness`);
  return level === undefined ? [] : [{ name, kind, percent: percentOf(level) }];
}
