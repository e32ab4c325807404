// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import type { RawText } from "../machine/reading.ts";
import { numberIn, wholeNumber } from "./attributes.ts";
import { firstKnown, leave, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, Setting, Way, WishValue } from "./knob.ts";

/** A dimmable light: a screen's (class backlight) or a keyboard's (class leds). */
export interface Light {
  readonly subsystem: "backlight" | "leds";
  readonly device: string;
  /** The highest raw level, at least 1. */
  readonly max: number;
}

export interface LightParts extends Pick<Setting, "knob" | "place" | "enterRank"> {
  readonly restoreRank: number;
  /** The raw level that a wish means; undefined for a word that is not known here. */
  levelFor(wish: WishValue): number | undefined;
  /** The percentage by which a raw level is known to users: that of a wish. */
  percentOf(level: number): number;
}

export const lightFolder = ({ subsystem, device }: Pick<Light, "subsystem" | "device">): string =>
  `/sys/class/${subsystem}/${device}`;

/**
 * The light, if its numbers make sense. Dummies announce a range of 0, or a level above it; such a device is not there for us.
 * One that cannot be read just now is: its setting says so.
 */
export function findLight(files: Files, { subsystem, device }: Omit<Light, "max">): Light | undefined {
  const folder = lightFolder({ subsystem, device });
  const max = numberIn(files, `${folder}/max_brightness`);
  const brightness = files.read(`${folder}/brightness`);
  if (max === undefined || max < 1 || brightness.kind === "absent") return undefined;
  const level = brightness.kind === "value" ? wholeNumber(brightness.value) : 0;
  const sound = level !== undefined && level <= max;
  return sound ? { subsystem, device, max } : undefined;
}

/**
 * The setting of a light. It reads `brightness`, what was asked for: `actual_brightness` may be off by rounding, or 0 while
 * the desktop blanks the screen. systemd-backlight saves the level at shutdown and brings it back.
 */
export function lightSetting(files: Files, light: Light, parts: LightParts): Setting {
  const { levelFor, percentOf, ...rest } = parts;
  const show = (raw: RawText): string => showPercent(raw, percentOf);
  const setting = fileSetting(files, {
    ...rest,
    path: `${lightFolder(light)}/brightness`,
    lasts: "kept",
    show,
    lowerIsOurs: true,
    encode: (wish, original) => lowered(firstKnown(wish, levelFor), original, show),
  });
  return { ...setting, ways: [...setting.ways, logindWay(light)] };
}

/** Only ever lowers: a light that is as dark already stays. */
function lowered(level: number | undefined, original: RawText, show: Setting["show"]): Encoded {
  if (level === undefined) return unavailable("it takes a percentage");
  return level < Number(original) ? to(String(level)) : leave(`already at ${show(original)}`, String(level));
}

function showPercent(raw: RawText, percentOf: LightParts["percentOf"]): string {
  const level = wholeNumber(raw);
  return level === undefined ? raw : `${Math.round(percentOf(level))} %`;
}

/** logind writes for the user of the session at the seat, and asks no password. `auto` is the caller's session. */
function logindWay({ subsystem, device }: Light): Way {
  const object = {
    service: "org.freedesktop.login1",
    path: "/org/freedesktop/login1/session/auto",
    interface: "org.freedesktop.login1.Session",
  };
  const words = [object.service, object.path, object.interface, "SetBrightness", "ssu", subsystem, device];
  return {
    kind: "bus",
    name: "logind",
    call: (raw) => ({ ...object, member: "SetBrightness", signature: "ssu", args: [subsystem, device, Number(raw)] }),
    command: (raw) => ["busctl", "call", ...words, raw],
  };
}
