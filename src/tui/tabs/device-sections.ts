// SPDX-License-Identifier: MIT
import type { Charger } from "../../power/charger.ts";
import type { FedDevice } from "../../power/fed-devices.ts";
import type { Pack } from "../../power/pack.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import type { Signs } from "../../text/look.ts";
import type { Cell, Row } from "../../text/table.ts";
import type { Gadgets, Radio } from "../gadgets.ts";

/** Some devices of a kind. The rows of a section have the same columns. */
export interface Section {
  readonly heading: Row;
  readonly rows: readonly Row[];
  /** What matters of them, in a sentence; null where nothing does. */
  readonly note: string | null;
}

/** Each pack as a column, so that two packs can be compared. */
export function batterySection({ packs }: PowerSnapshot, { unknown }: Signs): Section {
  const fact = (title: string, of: (pack: Pack) => string | null): Row => [
    title,
    ...packs.map((pack) => (pack.present ? (of(pack) ?? unknown) : "")),
  ];
  const rows = [
    ["State", ...packs.map((pack) => (pack.present ? stateOf(pack) : "not in its slot"))],
    fact("Level", ({ percent }) => amount(percent, "%", 0)),
    fact("Energy", energyOf),
    fact("Health", healthOf),
    fact("Voltage", ({ voltageV }) => amount(voltageV, "V", 2)),
    fact("Temperature", ({ temperatureC }) => amount(temperatureC, "degrees C", 0)),
    fact("Charging", thresholdsOf),
    fact("Made by", ({ vendor, model, technology }) => joined([vendor, model, technology && `(${technology})`], " ")),
  ];
  return packs.length === 0
    ? { heading: ["Batteries"], rows: [["none"]], note: null }
    : { heading: [packs.length === 1 ? "Battery" : "Batteries", ...packs.map(({ name }) => name)], rows, note: null };
}

const STATES: Readonly<Record<Pack["state"], string>> = {
  charging: "charging",
  discharging: "discharging",
  empty: "empty",
  "fully-charged": "full",
  "pending-charge": "plugged in, not charging",
  unknown: "unknown",
};

function stateOf({ state, rateW }: Pack): string {
  const moves = state === "charging" || state === "discharging";
  if (!moves) return STATES[state];
  return `${STATES[state]}${rateW === null ? ", rate unknown" : ` at ${rateW.toFixed(1)} W`}`;
}

function energyOf({ energyWh, energyFullWh }: Pack): string | null {
  const full = amount(energyFullWh, "Wh", 1);
  if (energyWh === null) return full === null ? null : `${full} when full`;
  return full === null ? amount(energyWh, "Wh", 1) : `${energyWh.toFixed(1)} of ${full}`;
}

/** "92 % of 57.0 Wh, 211 cycles" */
function healthOf({ healthPercent, energyFullDesignWh, cycles }: Pack): string | null {
  const share = amount(healthPercent, "%", 0);
  const design = amount(energyFullDesignWh, "Wh", 1);
  const health = share === null ? null : `${share}${design === null ? "" : ` of ${design}`}`;
  return joined([health, cycles === null ? null : `${cycles} ${cycles === 1 ? "cycle" : "cycles"}`], ", ");
}

/** A start of 0 is a controller's way of saying that it has none. */
function thresholdsOf({ chargeStartPercent: start, chargeEndPercent: end }: Pack): string | null {
  if (end === null) return start === null ? "no limit told" : `below ${start} %`;
  return start === null || start === 0 ? `up to ${end} %` : `from ${start} to ${end} %`;
}

export function chargerSection({ chargers, source }: PowerSnapshot, { unknown }: Signs): Section {
  const rows = chargers.map((charger): Row => [charger.name, typeOf(charger), onlineOf(charger, unknown)]);
  const weak = source === "weak-ac" ? "It gives too little: the battery drains all the same." : null;
  return {
    heading: [chargers.length > 1 ? "Chargers" : "Charger"],
    rows: rows.length > 0 ? rows : [["none that the kernel shows"]],
    note: weak,
  };
}

const typeOf = ({ type, usbType }: Charger): string => (usbType === null ? type : `${type} ${usbType}`);

function onlineOf({ online, powerW }: Charger, unknown: string): Cell {
  if (online === null) return unknown;
  if (!online) return "not plugged in";
  return powerW === null ? "plugged in" : `plugged in, ${powerW.toFixed(0)} W agreed`;
}

/** A device that charges from here costs the journey's energy, unless a charger feeds both. */
export function fedSection({ fed }: Gadgets, power: PowerSnapshot | null): Section {
  const isCost = power === null || power.source === "battery" || power.source === "weak-ac";
  const them = fed.length === 1 ? "it" : "them";
  return {
    heading: ["Charges from here"],
    rows: fed.map((device): Row => [device.name, fedText(device)]),
    note: fed.length > 0 && isCost ? `Unplug ${them} to save that.` : null,
  };
}

const fedText = ({ port, mostW }: FedDevice): string =>
  mostW === null ? `on ${port}, how much is not told` : `on ${port}, up to ${mostW.toFixed(1)} W`;

const BLOCKS: Readonly<Record<Radio["blocked"], string | null>> = {
  no: "on",
  soft: "off",
  hard: "off, by a switch on the case",
  unknown: null,
};

export const radioSection = ({ radios }: Gadgets, { unknown }: Signs): Section => ({
  heading: ["Radios"],
  rows: radios.map(({ title, name, blocked }): Row => [title, name, BLOCKS[blocked] ?? unknown]),
  note: null,
});

export const lightSection = ({ lights }: Gadgets): Section => ({
  heading: ["Lights"],
  rows: lights.map(
    ({ name, kind, percent }): Row => [kind === "screen" ? "Screen" : "Keyboard", name, `${percent.toFixed(0)} %`],
  ),
  note: null,
});

const amount = (number: number | null, unit: string, digits: number): string | null =>
  number === null ? null : `${number.toFixed(digits)} ${unit}`;

const joined = (parts: readonly (string | null)[], separator: string): string | null =>
  parts.filter((part) => part !== null && part !== "").join(separator) || null;
