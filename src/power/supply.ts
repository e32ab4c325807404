// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Attributes } from "./quantity.ts";

export type SupplyKind = "battery" | "ups" | "charger" | "other";

/** A hid device's folder, as the kernel names every one: bus, vendor, product, instance. */
const HID_FOLDER = /^[0-9a-f]{4}:[0-9a-f]{4}:[0-9a-f]{4}\.[0-9a-f]{4}$/i;
const USB_FOLDER = /^usb\d+$/;

const BATTERY_SIGNS = ["energy_now", "energy_full", "charge_now", "charge_full", "capacity", "voltage_min_design"];

/** What a supply is, by its type, never by its name; without a type that tells, by what it can say. */
export function supplyKind(attributes: Attributes): SupplyKind {
  const type = attributes.get("type")?.trim().toLowerCase() ?? "";
  if (type === "battery" || type === "ups") return type;
  // Older kernels spell the USB kinds in the type: USB_PD, USB_DCP ...
  if (type === "mains" || type === "wireless" || type === "brickid" || type.startsWith("usb")) return "charger";
  if (type === "" && BATTERY_SIGNS.some((name) => attributes.has(name))) return "battery";
  // Phones show their gauges and charge pumps as supplies of odd types; only one that can be online feeds anything.
  return attributes.has("online") ? "charger" : "other";
}

/** Whether the supply belongs to something plugged in or paired (a mouse, a phone), not to this machine. */
export function isPeripheral(files: Files, folder: string, attributes: Attributes): boolean {
  if (attributes.get("scope")?.trim().toLowerCase() === "device") return true;
  const kind = supplyKind(attributes);
  if (kind === "ups") return false;
  const path = valueOr(files.resolve(`${folder}/device`), null) ?? valueOr(files.resolve(folder), "");
  const parts = path.split("/");
  if (parts.some((part) => HID_FOLDER.test(part)) || isOnHidBus(files, folder)) return true;
  return kind === "charger" && (parts.some((part) => USB_FOLDER.test(part)) || isSource(files, folder));
}

const isOnHidBus = (files: Files, folder: string): boolean =>
  valueOr(files.resolve(`${folder}/device/subsystem`), "").endsWith("/hid");

/** Whether all USB-C ports of the supply's controller give power: an `online` there means a phone that is being charged. */
function isSource(files: Files, folder: string): boolean {
  const ports = `${folder}/device/typec`;
  const roles = valueOr(files.list(ports), [])
    .map((port) => valueOr(files.read(`${ports}/${port}/power_role`), ""))
    .filter((role) => role !== "");
  return roles.length > 0 && roles.every((role) => role.includes("[source]") || role.trim() === "source");
}
