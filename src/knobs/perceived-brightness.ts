// SPDX-License-Identifier: MIT

/** How a light's raw levels relate to what the eye sees. */
export interface LevelRange {
  /** The highest raw level, at least 1. */
  readonly max: number;
  /** The raw levels are already steps for the eye; otherwise they are proportional to the light given off. */
  readonly perceptual: boolean;
}

/** The share of the range that systemd-backlight never goes below at boot; darker may be off. */
const FLOOR_SHARE = 0.05;

/** The lowest raw level at which a screen can still be read: 5 % of the range, and never 0. */
export const lowestLevel = (max: number): number => Math.min(max, Math.max(1, Math.ceil(max * FLOOR_SHARE)));

/**
 * The raw level that looks as bright as the given percentage of full brightness, never below the floor.
 * Half as bright to the eye is a fifth of the light, so a range that is linear in light goes through the CIE 1976 lightness curve.
 */
export function levelForPerceived(percent: number, { max, perceptual }: LevelRange): number {
  const lightness = Math.min(100, Math.max(0, percent));
  const share = perceptual ? lightness / 100 : luminance(lightness);
  return Math.max(lowestLevel(max), Math.min(max, Math.round(share * max)));
}

/** How bright a raw level looks, in percent of full brightness: the way back of `levelForPerceived`. */
export function perceivedPercent(level: number, { max, perceptual }: LevelRange): number {
  const share = Math.min(1, Math.max(0, level / max));
  return perceptual ? share * 100 : lightness(share);
}

/** CIE 1976: the light (0 to 1) of a lightness L* (0 to 100); a straight line near black, a cube above. */
function luminance(lightness: number): number {
  return lightness <= 8 ? lightness / 903.3 : ((lightness + 16) / 116) ** 3;
}

/** Its inverse: the lightness L* (0 to 100) of a light (0 to 1). */
function lightness(light: number): number {
  return light <= 8 / 903.3 ? light * 903.3 : 116 * Math.cbrt(light) - 16;
}
