// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { bracketed } from "./bracketed.ts";
import { firstKnown } from "./encoded.ts";
import type { Wish, WishValue } from "./knob.ts";

/** A battery of this machine with what its driver offers to limit its charge. */
export interface LimitedPack {
  /** "BAT0" */
  readonly name: string;
  readonly folder: string;
  /** By name and serial number: another pack in the same bay is another one. */
  readonly id: string;
  /** The files that somebody may write, of those that limit the charge. */
  readonly limits: ReadonlySet<LimitFile>;
  /** The ways of charging that it offers: "Standard", "Custom", "Long_Life". */
  readonly types: readonly string[];
}

export const START = "charge_control_start_threshold";
export const END = "charge_control_end_threshold";
export const TYPES = "charge_types";

type LimitFile = typeof START | typeof END | typeof TYPES;

const CLASS = "/sys/class/power_supply";

/** The batteries that feed the machine. A mouse's (scope Device) has no limit, but a driver may show one. */
export const limitedPacks = (files: Files): readonly LimitedPack[] =>
  valueOr(files.list(CLASS), []).flatMap((name) => {
    const text = (attribute: string): string => valueOr(files.read(`${CLASS}/${name}/${attribute}`), "").trim();
    return text("type") === "Battery" && text("scope") !== "Device" ? [packOf(files, name, text("serial_number"))] : [];
  });

function packOf(files: Files, name: string, serial: string): LimitedPack {
  const folder = `${CLASS}/${name}`;
  const spelt = serial.replace(/[^\w.-]+/g, "_");
  return {
    name,
    folder,
    id: spelt === "" ? name : `${name}-${spelt}`,
    limits: new Set([START, END, TYPES].filter((file) => isTurnable(files, folder, file)) as LimitFile[]),
    types: bracketed(valueOr(files.read(`${folder}/${TYPES}`), "")).words,
  };
}

/** Some drivers only show a threshold. msi-ec has both in one register: a start of 0 would be an end of 10. */
function isTurnable(files: Files, folder: string, file: string): boolean {
  const found = files.stat(`${folder}/${file}`);
  if (found.kind !== "value" || (found.value.mode & ANYBODY_WRITES) === 0) return false;
  return file !== START || files.stat(MSI).kind !== "value";
}

const ANYBODY_WRITES = 0o222;
const MSI = "/sys/devices/platform/msi-ec";

/** What is wished for: 100 % is no limit. */
export const limitIn = (wish: Wish): "full" | number | undefined =>
  firstKnown(wish, (one: WishValue) => (one === 100 ? "full" : one === "full" || typeof one === "number" ? one : undefined));
