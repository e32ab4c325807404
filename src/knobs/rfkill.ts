// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

const RADIO_TYPES = ["wlan", "wwan", "bluetooth"] as const;

export type RadioType = (typeof RADIO_TYPES)[number];

/** One switch in the kernel's rfkill class (Documentation/driver-api/rfkill.rst). */
export interface RadioSwitch {
  /** Name and hardware path, without any number that the kernel hands out anew: "phy@pci0000:00/0000:00:14.3". */
  readonly identity: string;
  /** "phy0", "tpacpi_bluetooth_sw" */
  readonly name: string;
  /** Below /sys/class/rfkill; its number changes when the radio comes back after a resume. */
  readonly folder: string;
  /** The radio's own switch; the others are the platform's, which take the radio off the bus or block it as if by hardware. */
  readonly own: boolean;
}

/** The switches of one kind of radio, in the order of their names. */
export function radioSwitches(files: Files, type: RadioType): readonly RadioSwitch[] {
  const folders = valueOr(files.list("/sys/class/rfkill"), []).map((entry) => `/sys/class/rfkill/${entry}`);
  const ofType = folders.filter((folder) => valueOr(files.read(`${folder}/type`), "") === type);
  return distinct(ofType.map((folder) => describe(files, folder))).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those to be turned: a radio's own switch keeps the device in place, so the platform's is used only where there is no other. */
export function turnedSwitches(switches: readonly RadioSwitch[]): readonly RadioSwitch[] {
  const own = switches.filter((one) => one.own);
  return own.length > 0 ? own : switches;
}

/**
 * Whether a switch on the case (or firmware) keeps the radio off. A platform switch that is soft-blocked shows as a hard block
 * on the radio's own one, and goes away with it: that is nobody's hand on the case.
 */
export function hardBlocked(files: Files, one: RadioSwitch, all: readonly RadioSwitch[]): boolean {
  return flag(files, one, "hard") && !platformBlocked(files, all);
}

export const softBlocked = (files: Files, one: RadioSwitch): boolean => flag(files, one, "soft");

export const platformBlocked = (files: Files, all: readonly RadioSwitch[]): boolean =>
  all.some((one) => !one.own && softBlocked(files, one));

/** Whether one radio is blocked in software. */
export interface SoftState extends Pick<RadioSwitch, "identity"> {
  readonly blocked: boolean;
}

/** The switches of all kinds of radio, as they are now. */
export const softStates = (files: Files): readonly SoftState[] =>
  RADIO_TYPES.flatMap((type) => radioSwitches(files, type)).map((one) => ({
    identity: one.identity,
    blocked: softBlocked(files, one),
  }));

const flag = (files: Files, { folder }: RadioSwitch, name: "soft" | "hard"): boolean =>
  valueOr(files.read(`${folder}/${name}`), "0") === "1";

/** Names that the kernel numbers: wiphys and Bluetooth controllers. */
const NUMBERED = /^(phy|hci)\d+$/;

/** The numbered end of a radio's path: ".../ieee80211/phy0", ".../bluetooth/hci0". */
const NUMBERED_END = /\/(ieee80211\/phy|bluetooth\/hci)\d+$/;

function describe(files: Files, folder: string): RadioSwitch {
  const name = valueOr(files.read(`${folder}/name`), "unnamed");
  const device = valueOr(files.resolve(`${folder}/device`), "");
  const stem = NUMBERED.exec(name)?.[1] ?? name;
  const path = device.replace("/sys/devices/", "").replace(NUMBERED_END, "");
  return { identity: path === "" ? name : `${stem}@${path}`, name, folder, own: NUMBERED.test(name) };
}

/** Two radios on one device share a path; then only their names tell them apart. */
function distinct(switches: readonly RadioSwitch[]): readonly RadioSwitch[] {
  const shared = (identity: string): boolean => switches.filter((one) => one.identity === identity).length > 1;
  return switches.map((one) => (shared(one.identity) ? { ...one, identity: `${one.name}@${one.identity}` } : one));
}
