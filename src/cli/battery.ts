// SPDX-License-Identifier: MIT
import type { Forecast } from "../forecast/forecast.ts";
import type { Charger } from "../power/charger.ts";
import type { Pack } from "../power/pack.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { PowerSource } from "../power/source.ts";
import { cut, wrap } from "../text/display-width.ts";
import type { Look } from "../text/look.ts";
import { type Column, type Row, tableLines } from "../text/table.ts";
import { timeLeftWords } from "../text/time-left-words.ts";
import { rounded } from "./rounded.ts";
import { timeLeftJson } from "./time-left-json.ts";

/** What `battery --json` prints, version 1: Wh, W, V, °C and percent; unknown values are null. */
export function batteryJson(snapshot: PowerSnapshot, forecast: Forecast | null): Readonly<Record<string, unknown>> {
  const { source, state, percent, energyWh, energyFullWh, energyFullDesignWh, rateW, healthPercent } = snapshot;
  const machine = { source, state, percent, energyWh, energyFullWh, energyFullDesignWh, rateW };
  return {
    version: 1,
    ...rounded(machine),
    ...timeLeftJson(forecast),
    packs: snapshot.packs.map(packJson),
    chargers: snapshot.chargers.map(chargerJson),
    ...rounded({ healthPercent }),
  };
}

function packJson(pack: Pack): object {
  const { name, present, state, percent, energyWh, energyFullWh, energyFullDesignWh, rateW, voltageV, temperatureC } = pack;
  const { cycles, vendor, model, serial, kind, healthPercent, technology, capacityLevel } = pack;
  const { chargeStartPercent, chargeEndPercent } = pack;
  return rounded({
    name,
    present,
    state,
    percent,
    energyWh,
    energyFullWh,
    energyFullDesignWh,
    rateW,
    voltageV,
    temperatureC,
    cycles,
    vendor,
    model,
    serial,
    kind,
    healthPercent,
    technology,
    capacityLevel,
    chargeStartPercent,
    chargeEndPercent,
  });
}

const chargerJson = ({ name, type, online, usbType, powerW }: Charger): object =>
  rounded({ name, type, online, usbType, powerW });

/** What `battery` prints: a line or two for the machine, then its packs, what is written on them, and its chargers. */
export function batteryLines(snapshot: PowerSnapshot, forecast: Forecast | null, look: Look): readonly string[] {
  const { packs, chargers } = snapshot;
  const say = amounts(look.signs.unknown);
  return [
    headline(snapshot, say),
    ...timeLeftLines(forecast, look),
    ...section(
      [["PACK", "STATE", "LEVEL", "NOW", "FULL", "RATE", "HEALTH", "CYCLES"], ...packs.map((it) => packRow(it, say))],
      look,
    ),
    ...section(
      [["PACK", "DETAILS"], ...packs.map((it) => [it.name, details(it, look)]).filter(([, facts]) => facts !== "")],
      look,
    ),
    ...section([["CHARGER", "TYPE", "ONLINE", "OFFERS"], ...chargers.map((it) => chargerRow(it, say))], look),
  ];
}

/** An amount with its unit, or the sign for unknown. */
type Say = (amount: number | null, unit: string, digits?: number) => string;

const amounts =
  (unknown: string): Say =>
  (amount, unit, digits = 1) =>
    amount === null ? unknown : `${amount.toFixed(digits)} ${unit}`.trimEnd();

const SOURCES: Readonly<Record<PowerSource, string>> = {
  battery: "On battery",
  ac: "On AC",
  "weak-ac": "On weak power",
  none: "No battery",
};

function headline({ source, state, percent, energyWh, energyFullWh, rateW, packs }: PowerSnapshot, say: Say): string {
  if (packs.length === 0) return source === "ac" ? "On AC, no battery." : `${SOURCES[source]}.`;
  const energy = energyWh === null || energyFullWh === null ? "" : ` (${energyWh.toFixed(1)} of ${say(energyFullWh, "Wh")})`;
  const moves = state === "charging" || state === "discharging";
  const rate = rateW === null ? ", rate unknown" : ` at ${say(rateW, "W")}`;
  return `${SOURCES[source]}: ${say(percent, "%")}${energy}, ${state}${moves ? rate : ""}.`;
}

/** "About 5 h 10 min left (likely 4 h 30 min to 5 h 50 min)." */
function timeLeftLines(forecast: Forecast | null, { columns }: Look): readonly string[] {
  const words = forecast === null ? null : timeLeftWords(forecast);
  return words === null ? [] : wrap(`${words.charAt(0).toUpperCase()}${words.slice(1)}.`, columns);
}

const packRow = (pack: Pack, say: Say): Row => [
  pack.name,
  pack.present ? pack.state : "absent",
  say(pack.percent, "%"),
  say(pack.energyWh, "Wh"),
  say(pack.energyFullWh, "Wh"),
  say(pack.rateW, "W"),
  say(pack.healthPercent, "%", 0),
  say(pack.cycles, "", 0),
];

const LONGEST_FACT = 30;

/** "SANYO 45N1173, serial 152, Li-ion, 12.30 V, 31 °C, charges from 75 to 80 %". */
function details(pack: Pack, { signs }: Look): string {
  const from = pack.chargeStartPercent === null ? "" : ` from ${pack.chargeStartPercent}`;
  const short = (text: string): string => cut(text, LONGEST_FACT, signs.ellipsis);
  const facts = [
    short([pack.vendor, pack.model].filter((part) => part !== null).join(" ")),
    pack.serial && short(`serial ${pack.serial}`),
    pack.technology && short(pack.technology),
    pack.voltageV && `${pack.voltageV.toFixed(2)} V`,
    pack.temperatureC === null ? null : `${pack.temperatureC.toFixed(0)} °C`,
    pack.chargeEndPercent && `charges${from} to ${pack.chargeEndPercent} %`,
  ];
  return facts.filter((fact) => fact).join(", ");
}

const chargerRow = ({ name, type, online, usbType, powerW }: Charger, say: Say): Row => [
  name,
  usbType === null ? type : `${type} ${usbType}`,
  online === null ? say(null, "") : online ? "yes" : "no",
  say(powerW, "W", 0),
];

/** A table under an empty line; nothing where there is only a head. */
const section = (rows: readonly Row[], look: Look): readonly string[] =>
  rows.length < 2 ? [] : ["", ...tableLines(columnsOf(rows), rows, look)];

const columnsOf = ([head = []]: readonly Row[]): readonly Column[] =>
  head.map((_, index) => (index === 0 ? { gives: 1 } : index === 1 && head.length === 2 ? { gives: 1, wraps: true } : {}));
