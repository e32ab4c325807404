// SPDX-License-Identifier: MIT
import { type Attributes, quantity, words } from "./quantity.ts";

/** Something that can feed this machine from outside. */
export interface Charger {
  readonly name: string;
  /** As the kernel spells it: "Mains", "USB", "Wireless". */
  readonly type: string;
  /** null: it did not say. */
  readonly online: boolean | null;
  /** The kind of USB supply that is in use: "PD", "C", "DCP". */
  readonly usbType: string | null;
  /** What it offers, where that was negotiated and can be true. */
  readonly powerW: number | null;
}

/** 240 W is the most that USB power delivery knows; barrel plugs reach somewhat more. */
const MOST_POWER_W = 300;

/** A charger from its attributes (kernel: Documentation/ABI/testing/sysfs-class-power). */
export function chargerFrom(name: string, attributes: Attributes): Charger {
  const online = quantity(attributes, "online", "count");
  return {
    name,
    type: words(attributes, "type") ?? "Unknown",
    // 1 is a fixed voltage, 2 a programmable one.
    online: online === null ? null : online > 0,
    usbType: usbType(words(attributes, "usb_type")),
    powerW: online === null || online === 0 ? null : (offer(attributes, "max") ?? offer(attributes, "now")),
  };
}

/** "C [PD] PD_PPS" as "PD". */
function usbType(listed: string | null): string | null {
  if (listed === null || !/[\s[]/.test(listed)) return listed;
  return /\[([^\]]+)\]/.exec(listed)?.[1] ?? null;
}

function offer(attributes: Attributes, which: "max" | "now"): number | null {
  const volts = quantity(attributes, `voltage_${which}`, "voltageV");
  const amperes = quantity(attributes, `current_${which}`, "currentA");
  const powerW = volts === null || amperes === null ? 0 : volts * Math.abs(amperes);
  return powerW > 0 && powerW <= MOST_POWER_W ? powerW : null;
}
