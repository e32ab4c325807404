// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Attributes } from "./quantity.ts";

/** What is read of a supply. Nothing else is: some attributes take a gauge seconds to answer. */
const READ = [
  "type",
  "scope",
  "status",
  "present",
  "online",
  "usb_type",
  "capacity",
  "capacity_level",
  "energy_now",
  "energy_avg",
  "energy_full",
  "energy_full_design",
  "charge_now",
  "charge_avg",
  "charge_full",
  "charge_full_design",
  "power_now",
  "power_avg",
  "current_now",
  "current_avg",
  "current_max",
  "voltage_now",
  "voltage_avg",
  "voltage_max",
  "voltage_min_design",
  "voltage_max_design",
  "temp",
  "cycle_count",
  "charge_control_start_threshold",
  "charge_control_end_threshold",
  "technology",
  "manufacturer",
  "model_name",
  "serial_number",
] as const;

/**
 * Reads a supply's attributes, each by itself: one that is not there, vanishes meanwhile or fails (ENODEV, EIO,
 * ENODATA, EISDIR ...) is left out and harms no other.
 */
export function readAttributes(files: Files, folder: string): Attributes {
  const listing = files.list(folder);
  const listed = listing.kind === "value" ? new Set(listing.value) : null;
  const attributes = new Map<string, string>();
  for (const name of READ) {
    if (listed !== null && !listed.has(name)) continue;
    const text = valueOr(files.read(`${folder}/${name}`), null);
    if (text !== null) attributes.set(name, text);
  }
  return attributes;
}
