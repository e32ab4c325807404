// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** A device that somebody has plugged in, and could unplug. */
export interface PluggedDevice {
  /** "SanDisk Ultra"; the port where it has no name. */
  readonly name: string;
  /** A stick or a disk. */
  readonly holdsFiles: boolean;
}

const DEVICES = "/sys/bus/usb/devices";
const HUB = "09";
const STORAGE = "08";

/** USB devices outside the case (where the firmware says so: Documentation/ABI/testing/sysfs-bus-usb, `removable`), hubs left out. None is woken. */
export const pluggedDevices = (files: Files): readonly PluggedDevice[] => {
  const names = valueOr(files.list(DEVICES), []);
  return names.filter((name) => DEVICE.test(name) && isOutside(files, name)).map((name) => deviceAt(files, name, names));
};

/** "3-2", behind a hub "3-2.1"; root hubs are "usb3", interfaces "3-2:1.0". */
const DEVICE = /^\d+-\d+(\.\d+)*$/;

const attribute = (files: Files, path: string): string => valueOr(files.read(`${DEVICES}/${path}`), "").trim();

const isOutside = (files: Files, name: string): boolean =>
  attribute(files, `${name}/removable`) === "removable" && attribute(files, `${name}/bDeviceClass`) !== HUB;

function deviceAt(files: Files, name: string, all: readonly string[]): PluggedDevice {
  const interfaces = all.filter((one) => one.startsWith(`${name}:`));
  return {
    name: attribute(files, `${name}/product`) || `the device on USB port ${name}`,
    holdsFiles: interfaces.some((one) => attribute(files, `${one}/bInterfaceClass`) === STORAGE),
  };
}
