// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** A phone, tablet, player or camera on the USB that takes power enough to charge. */
export interface UsbPhone {
  /** The kernel's name for the device, after its port: "3-2". */
  readonly device: string;
  /** What it calls itself; null where it has no name. */
  readonly product: string | null;
  /** What it may take of a plain USB port, by its own word. */
  readonly mostW: number;
}

const DEVICES = "/sys/bus/usb/devices";

/**
 * The phones that are plugged in. It reads only what the kernel has kept since it found the device (drivers/usb/core/sysfs.c prints
 * its copies of the descriptors and strings), so none is woken, and no device node is opened.
 */
export function usbPhones(files: Files): readonly UsbPhone[] {
  const names = valueOr(files.list(DEVICES), []);
  return names.filter((name) => DEVICE.test(name)).flatMap((device) => phoneAt(files, device, interfacesOf(names, device)));
}

/** "3-2", behind a hub "3-2.1"; root hubs are "usb3", interfaces "3-2:1.0". */
const DEVICE = /^\d+-\d+(\.\d+)*$/;

const interfacesOf = (names: readonly string[], device: string): readonly string[] =>
  names.filter((name) => name.startsWith(`${device}:`));

function phoneAt(files: Files, device: string, interfaces: readonly string[]): readonly UsbPhone[] {
  if (!isPhone(files, device, interfaces) || isFedByHub(files, device)) return [];
  const mostW = mostPowerW(files, device);
  return mostW < LEAST_CHARGE_W
    ? []
    : [{ device, product: valueOr(files.read(`${DEVICES}/${device}/product`), "").trim() || null, mostW }];
}

/** By the kinds of interface that only such devices have; keyboards, sticks, headsets and modems have none of them. */
function isPhone(files: Files, device: string, interfaces: readonly string[]): boolean {
  return isApple(files, device) || interfaces.some((name) => isPhoneInterface(files, `${DEVICES}/${name}`));
}

/** Apple's product numbers 0x1290 to 0x12af are iPhones, iPods and iPads. */
function isApple(files: Files, device: string): boolean {
  const [vendor, product] = ["idVendor", "idProduct"].map((name) => valueOr(files.read(`${DEVICES}/${device}/${name}`), ""));
  return vendor === "05ac" && /^12(9|a)[0-9a-f]$/.test(product ?? "");
}

/** Still Image (PTP, MTP), by its class or by name; Android's debug bridge is ff/42/01. */
function isPhoneInterface(files: Files, folder: string): boolean {
  const attribute = (name: string): string => valueOr(files.read(`${folder}/${name}`), "");
  const kind = attribute("bInterfaceClass");
  if (kind === "06") return true;
  if (kind !== "ff") return false;
  if (attribute("interface") === "MTP") return true;
  return attribute("bInterfaceSubClass") === "42" && attribute("bInterfaceProtocol") === "01";
}

/** A camera that runs on its own battery asks for a few milliamperes; what charges asks for 100 and more. */
const LEAST_CHARGE_W = 0.5;

const USB_V = 5;
/** What a device may take of its port at most, by the standard, where it does not say: USB 2.0, and 3.0 and later. */
const STANDARD_MA = { usb2: 500, usb3: 900 };

function mostPowerW(files: Files, device: string): number {
  const said = /^(\d{1,5})mA$/.exec(valueOr(files.read(`${DEVICES}/${device}/bMaxPower`), "").trim())?.[1];
  const version = Number.parseFloat(valueOr(files.read(`${DEVICES}/${device}/version`), ""));
  return (USB_V * (said === undefined ? (version >= 3 ? STANDARD_MA.usb3 : STANDARD_MA.usb2) : Number(said))) / 1000;
}

/** Bit 6 of a hub's bmAttributes: it has a power supply of its own, and what hangs on it takes nothing from this laptop. */
const SELF_POWERED = 0x40;

function isFedByHub(files: Files, device: string): boolean {
  const hub = device.slice(0, Math.max(0, device.lastIndexOf(".")));
  if (hub === "") return false;
  const attributes = Number.parseInt(valueOr(files.read(`${DEVICES}/${hub}/bmAttributes`), "").trim(), 16);
  return (attributes & SELF_POWERED) !== 0 || isFedByHub(files, hub);
}
