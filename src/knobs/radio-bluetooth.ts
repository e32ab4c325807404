// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { adapterSetting, BLUETOOTH_OFF } from "./bluetooth-adapter.ts";
import { plainWish } from "./bluetooth-unused.ts";
import { readAdapters } from "./bluez.ts";
import { kernelSwitches } from "./kernel-switches.ts";
import type { Found, Knob, Setting, Use } from "./knob.ts";
import { ENTER } from "./ranks.ts";
import { type RadioSwitch, radioSwitches } from "./rfkill.ts";

const KNOB = "radio.bluetooth";

/** Bluetooth on or off, by controller through BlueZ where it runs. */
export const radioBluetooth: Knob = {
  id: KNOB,
  title: "Bluetooth",
  shortNames: ["bluetooth", "bt"],
  about:
    "An idle Bluetooth controller takes about a tenth of a watt, and keeps its USB port awake. It is turned off only while " +
    'no device is connected. "when-unused" also wants that no paired mouse, keyboard, headset or the like was connected ' +
    "within 7 days: BlueZ's files tell that to root alone, so an ordinary user with such devices keeps Bluetooth on. A " +
    "controller is powered down through BlueZ; the kernel's switch is used only where BlueZ does not run, since BlueZ turns " +
    "a controller on whenever that switch is opened, whether it was on before or not.",
  grammar: { words: ["on", "off", "when-unused"] },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find: findBluetooth,
};

async function findBluetooth(machine: Machine): Promise<Found> {
  const adapters = await readAdapters(machine.bus);
  if (adapters.kind === "error")
    return { settings: [], missing: `BlueZ does not answer (${adapters.code}), so Bluetooth stays as it is` };
  const powered = valueOr(adapters, []).map((adapter) => adapterSetting(machine, KNOB, adapter));
  const settings = [...powered, ...fromKernel(machine.files, adapters.kind === "value" ? "BlueZ" : undefined)];
  return settings.length > 0 ? { settings } : { settings, missing: "no Bluetooth radio here" };
}

/** Without BlueZ nobody uses what is paired, so "when-unused" means off; only what the kernel itself has connected counts. */
function fromKernel(files: Files, owner: string | undefined): readonly Setting[] {
  const settings = kernelSwitches(files, {
    knob: KNOB,
    enterRank: ENTER.bluetooth,
    switches: radioSwitches(files, "bluetooth"),
    owner,
    whenTurned: (one, isOff) => ({
      usesCutBy: async (to) => (isOff(to) ? connectedOver(files, one) : []),
      wayBack: (raw) => (isOff(raw) ? BLUETOOTH_OFF : undefined),
    }),
  });
  return settings.map((setting) => ({ ...setting, encode: (wish, original) => setting.encode(plainWish(wish).wish, original) }));
}

/** The kernel lists each connection of hci0 as "hci0:11"; a platform's switch takes all controllers away. */
function connectedOver(files: Files, { name, own }: RadioSwitch): readonly Use[] {
  const entries = valueOr(files.list("/sys/class/bluetooth"), []);
  const connections = entries.filter((entry) => entry.includes(":") && (!own || entry.startsWith(`${name}:`)));
  return connections.length > 0 ? [{ what: "a Bluetooth device is connected", gravity: "refuse" }] : [];
}
