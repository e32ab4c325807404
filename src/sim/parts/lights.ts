// SPDX-License-Identifier: MIT
import type { Part } from "../model.ts";
import { assembled, device } from "./part.ts";

interface Panel {
  /** The graphics card's PCI or platform device. */
  readonly card: string;
  /** "card1-eDP-1" */
  readonly connector: string;
  readonly backlight: string;
  readonly type: "firmware" | "platform" | "raw";
  readonly max: number;
  readonly brightness: number;
}

/** A built-in panel: its connector below the graphics card, its backlight below the connector. */
export function panel(it: Panel): Part {
  const card = it.connector.split("-")[0] ?? it.connector;
  const connector = `${it.card}/drm/${card}/${it.connector}`;
  const brightness = String(it.brightness);
  const backlight = `${connector}/${it.backlight}`;
  return assembled(
    device(connector, { status: "connected", enabled: "enabled" }, `/sys/class/drm/${it.connector}`),
    device(
      backlight,
      {
        type: it.type,
        max_brightness: String(it.max),
        bl_power: "0",
        actual_brightness: { text: brightness, kept: true },
        brightness: { text: brightness, manner: "backlight", kept: true },
      },
      `/sys/class/backlight/${it.backlight}`,
    ),
    { fixed: {}, live: {}, links: { [`${backlight}/device`]: connector } },
  );
}

/** A backlight device that no panel hangs on, as a second graphics card brings it. */
export function deadBacklight(card: string, name: string): Part {
  const folder = `${card}/backlight/${name}`;
  const files = { type: "raw", max_brightness: "100", bl_power: "0", actual_brightness: "100" };
  const brightness = { text: "100", manner: "dead-backlight", kept: true } as const;
  return assembled(device(folder, { ...files, brightness }, `/sys/class/backlight/${name}`), {
    fixed: {},
    live: {},
    links: { [`${folder}/device`]: card },
  });
}

/** A keyboard light. */
export const keyboardLight = (folder: string, level: { readonly now: number; readonly max: number }): Part =>
  device(
    folder,
    { max_brightness: String(level.max), brightness: { text: String(level.now), manner: "led", kept: true } },
    `/sys/class/leds/${folder.slice(folder.lastIndexOf("/") + 1)}`,
  );
