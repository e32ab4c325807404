// SPDX-License-Identifier: MIT
import type { Pack } from "./model.ts";
import type { PackState, World } from "./state.ts";

/** An energy gauge counts in steps of 10 mWh, a charge gauge in steps of 1 mAh. */
const STEP_UWH = 10_000;
const STEP_UAH = 1000;

/** What the firmware tells about every pack from this moment until it is asked again: files by path. */
export function gaugeFiles(world: World): Readonly<Record<string, string>> {
  const files = world.model.packs.map((pack, index) => {
    const now = world.state.power.packs[index];
    return now === undefined ? {} : packFiles(world, pack, now);
  });
  return Object.assign({}, ...files);
}

function packFiles(world: World, pack: Pack, now: PackState): Record<string, string> {
  const attributes = { ...identity(pack), ...levels(pack, now), status: statusOf(world, pack, now) };
  const files = Object.entries(attributes).map(([name, text]) => [`${pack.folder}/${name}`, text] as const);
  return { ...Object.fromEntries(files), [`${pack.folder}/uevent`]: uevent(pack.name, attributes) };
}

/** Which way energy flows, in the kernel's words; a flow below 50 mW is none. */
function statusOf({ state }: World, pack: Pack, now: PackState): string {
  if (now.outW > 0.05) return "Discharging";
  if (now.outW < -0.05) return "Charging";
  if (now.energyWh >= pack.fullWh * 0.995) return "Full";
  const alone = state.power.packs.every(({ outW }) => outW <= 0.05);
  return alone && state.power.chargerW === null ? "Discharging" : "Not charging";
}

function identity(pack: Pack): Record<string, string> {
  if (pack.gauge === "capacity") return { type: "Battery", present: "1" };
  return {
    type: "Battery",
    present: "1",
    technology: "Li-ion",
    cycle_count: String(pack.cycles),
    voltage_min_design: String(Math.round(pack.voltageV * 1e6)),
    model_name: pack.model,
    manufacturer: pack.vendor,
    serial_number: pack.serial,
  };
}

function levels(pack: Pack, now: PackState): Record<string, string> {
  const share = pack.fullWh > 0 ? now.energyWh / pack.fullWh : 0;
  const capacity = { capacity: String(Math.round(share * 100)), capacity_level: levelWord(share) };
  if (pack.gauge === "capacity") return capacity;
  const voltageV = pack.voltageV * (0.97 + 0.15 * share);
  const flow = pack.gauge === "energy" ? energyFiles(pack, now) : chargeFiles(pack, now, voltageV);
  return { ...capacity, ...flow, voltage_now: String(Math.round(voltageV * 1000) * 1000) };
}

const energyFiles = (pack: Pack, now: PackState): Record<string, string> => ({
  energy_full_design: microSteps(pack.designWh, STEP_UWH),
  energy_full: microSteps(pack.fullWh, STEP_UWH),
  energy_now: microSteps(now.energyWh, STEP_UWH),
  power_now: microSteps(Math.abs(now.smoothW), 1000),
});

function chargeFiles(pack: Pack, now: PackState, voltageV: number): Record<string, string> {
  const currentA = voltageV > 0 ? now.smoothW / voltageV : 0;
  const shownA = pack.signedCurrent === true ? -currentA : Math.abs(currentA);
  const chargeAh = (energyWh: number): string => microSteps(pack.voltageV > 0 ? energyWh / pack.voltageV : 0, STEP_UAH);
  return {
    charge_full_design: chargeAh(pack.designWh),
    charge_full: chargeAh(pack.fullWh),
    charge_now: chargeAh(now.energyWh),
    current_now: microSteps(shownA, 1000),
  };
}

/** In millionths, rounded down to whole steps; no -0. */
const microSteps = (amount: number, step: number): string =>
  String(Math.trunc((amount * 1e6) / step + 1e-6 * Math.sign(amount)) * step + 0);

function levelWord(share: number): string {
  if (share >= 0.995) return "Full";
  if (share <= 0.03) return "Critical";
  return share <= 0.1 ? "Low" : "Normal";
}

/** The `uevent` file: the same attributes as POWER_SUPPLY_ lines. */
function uevent(name: string, attributes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(attributes).map(([attribute, text]) => `POWER_SUPPLY_${attribute.toUpperCase()}=${text}`);
  return [`DEVTYPE=power_supply`, `POWER_SUPPLY_NAME=${name}`, ...lines].join("\n");
}

/** What the chargers' own files say: at once, without a gauge in between. */
export function supplyFiles(world: World): Readonly<Record<string, string>> {
  const { chargerW } = world.state.power;
  const files = world.model.supplies.map(({ name, folder, type }) => {
    const attributes = { type, online: chargerW === null ? "0" : "1", ...(type === "USB" ? contract(chargerW) : {}) };
    const own = Object.entries(attributes).map(([attribute, text]) => [`${folder}/${attribute}`, text] as const);
    return { ...Object.fromEntries(own), [`${folder}/uevent`]: uevent(name, attributes) };
  });
  return Object.assign({}, ...files);
}

/** What USB Power Delivery agreed on: the voltage step that fits the watts, and the current. */
function contract(chargerW: number | null): Record<string, string> {
  const watts = chargerW ?? 0;
  const voltageV = [5, 9, 15, 20].find((volts) => watts <= volts * 3) ?? 20;
  return {
    usb_type: chargerW === null ? "[C] PD PD_PPS" : "C [PD] PD_PPS",
    voltage_min: "5000000",
    voltage_max: "20000000",
    voltage_now: String(voltageV * 1e6),
    current_max: String(Math.round((watts / voltageV) * 1e6)),
    current_now: String(Math.round((watts / voltageV) * 1e6)),
  };
}
