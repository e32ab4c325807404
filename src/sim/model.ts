// SPDX-License-Identifier: MIT

/** The machines that can be simulated. */
export const MODEL_NAMES = ["intel", "amd", "thinkpad", "arm", "bare"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/** The programs on the bus that can be there or not. */
export const SERVICE_NAMES = [
  "NetworkManager",
  "bluez",
  "logind",
  "power-profiles-daemon",
  "ModemManager",
  "systemd",
  "systemd-user",
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** A machine as data: its files, its hardware behind them, and who is on the bus. */
export interface Model extends Part {
  readonly name: ModelName;
  /** "Intel laptop with one battery" */
  readonly title: string;
  readonly services: readonly ServiceName[];
  readonly draw: DrawFigures;
  /** What its own charger can deliver, in W. */
  readonly chargerW: number;
  readonly supplies: readonly Supply[];
  /** In the order in which they are emptied. */
  readonly packs: readonly Pack[];
  readonly cpu: CpuFigures | null;
  /** EPP by platform profile, where the firmware moves one with the other. */
  readonly profileMovesPreference: Readonly<Record<string, string>> | null;
  readonly connections: readonly Connection[];
  readonly bluetooth: BluetoothAdapter | null;
  /** What systemd, and that of the person at the laptop, can start and stop. */
  readonly units: readonly SimUnit[];
}

/** A unit of systemd: a daemon, a job that ends by itself, or a timer that starts the job of its own name. */
export interface SimUnit {
  readonly manager: UnitManager;
  readonly name: string;
  /** Up after a boot. */
  readonly up: boolean;
  /** What it draws while it is up, in W. */
  readonly drawW: number;
  /** A job is over after so long. */
  readonly takesS?: number;
  /** A timer elapses so often, counted from 1970, and makes up for a moment that it has missed (Persistent=). */
  readonly everyS?: number;
}

export type UnitManager = "systemd" | "systemd-user";

/** A portion of the file tree; paths are real ones below /sys/devices, links lead there. */
export interface Part {
  /** Files that never change, by path: their text. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly live: Readonly<Record<string, LiveFile>>;
  /** Links by path, to the absolute path they lead to; they are laid out relative, as sysfs has them. */
  readonly links: Readonly<Record<string, string>>;
}

export interface LiveFile {
  /** At the very first boot. */
  readonly text: string;
  /** How it takes a write; a file without a manner is read-only. */
  readonly manner?: MannerName;
  /** Firmware or systemd brings the value back after a reboot. */
  readonly kept?: true;
}

export type MannerName =
  | "governor"
  | "energy-preference"
  | "energy-bias"
  | "no-turbo"
  | "boost"
  | "policy-boost"
  | "max-percent"
  | "min-percent"
  | "frequency-limit"
  | "platform-profile"
  | "backlight"
  | "dead-backlight"
  | "led"
  | "soft-block"
  | "freezer"
  | "start-threshold"
  | "end-threshold"
  | "dell-start"
  | "dell-end"
  | "charge-types"
  | "on-off"
  | "number";

/** Watts at full use; `physics` scales them. */
interface DrawFigures {
  readonly baseW: number;
  readonly screenW: number;
  readonly keyboardW: number;
  readonly cpuIdleW: number;
  readonly cpuSpanW: number;
  /** Share of the CPU that is busy on average, 0 to 1. */
  readonly load: number;
  readonly wlanW: number;
  readonly wwanW: number;
  readonly bluetoothW: number;
}

interface CpuFigures {
  readonly policies: readonly string[];
  /** Highest frequency with and without boost. */
  readonly boostKhz: number;
  readonly baseKhz: number;
  /** The EPP that firmware starts with and `default` stands for; null where it has no name. */
  readonly defaultPreference: string | null;
}

export interface Supply {
  readonly name: string;
  readonly folder: string;
  readonly type: "Mains" | "USB";
}

export interface Pack {
  readonly name: string;
  readonly folder: string;
  /** Which attributes it has: energy_*, charge_*, or capacity alone. */
  readonly gauge: "energy" | "charge" | "capacity";
  readonly fullWh: number;
  readonly designWh: number;
  readonly startWh: number;
  readonly voltageV: number;
  readonly mostChargeW: number;
  readonly cycles: number;
  readonly vendor: string;
  readonly model: string;
  readonly serial: string;
  /** The driver shows a negative current while discharging. */
  readonly signedCurrent?: true;
}

export interface Connection {
  readonly uuid: string;
  readonly name: string;
  readonly type: "802-11-wireless" | "gsm" | "vpn";
  /** The radio that carries it. */
  readonly over: RadioType;
  readonly activeAtStart: boolean;
  /** Comes back by itself once its radio is on. */
  readonly returns: boolean;
}

export type RadioType = "wlan" | "wwan";

export interface BluetoothAdapter {
  readonly name: string;
  readonly address: string;
  readonly devices: readonly { readonly address: string; readonly name: string; readonly icon: string }[];
}
