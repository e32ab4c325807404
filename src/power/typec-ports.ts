// SPDX-License-Identifier: MIT
import { byNumber } from "../by-number.ts";
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** A USB-C port with something in it (Documentation/ABI/testing/sysfs-class-typec). */
export interface TypecPort {
  /** "port0" */
  readonly name: string;
  /** The laptop gives power here; otherwise it takes it. */
  readonly gives: boolean;
  /** The most that it gives by Type-C's own rules; null where that is for the USB device to say, or negotiated. */
  readonly mostW: number | null;
  /** By USB Power Delivery: any amount up to 240 W. */
  readonly negotiates: boolean;
  /** USB devices on it, by the kernel's name ("3-2"); null where the kernel does not say which. */
  readonly devices: readonly string[] | null;
  /** What is plugged in only passes things on, or is a headset: it has nothing to charge. */
  readonly isAdapter: boolean;
}

const PORTS = "/sys/class/typec";

/** The ports that something is plugged into. The kernel keeps what is read here (drivers/usb/typec/class.c): nobody is asked. */
export const typecPorts = (files: Files): readonly TypecPort[] =>
  valueOr(files.list(PORTS), [])
    .filter((name) => /^port\d+$/.test(name))
    .toSorted(byNumber)
    .flatMap((name) => {
      const partner = files.list(`${PORTS}/${name}-partner`);
      return partner.kind === "value" ? [portOf(files, name, partner.value)] : [];
    });

function portOf(files: Files, name: string, partner: readonly string[]): TypecPort {
  const attribute = (path: string): string => valueOr(files.read(`${PORTS}/${path}`), "").trim();
  const role = attribute(`${name}/power_role`);
  const mode = attribute(`${name}/power_operation_mode`);
  return {
    name,
    gives: role === "source" || role.includes("[source]"),
    mostW: CURRENT_W[mode] ?? null,
    negotiates: mode === "usb_power_delivery",
    devices: devicesOn(files, name, partner),
    isAdapter:
      ADAPTERS.has(attribute(`${name}-partner/type`)) || !["", "none"].includes(attribute(`${name}-partner/accessory_mode`)),
  };
}

/** USB Type-C's own currents at 5 V, as `power_operation_mode` spells them. */
const CURRENT_W: Readonly<Record<string, number>> = { "1.5A": 7.5, "3.0A": 15 };

const ADAPTERS: ReadonlySet<string> = new Set(["hub", "ama", "vpd"]);

/** Since Linux 6.6 the partner has a link to its device, since 5.18 the port to the USB ports that are wired to it. */
function devicesOn(files: Files, name: string, partner: readonly string[]): readonly string[] | null {
  const linked = partner.filter((entry) => /^\d+-\d+(\.\d+)*$/.test(entry));
  const wired = valueOr(files.list(`${PORTS}/${name}`), []).filter((entry) => /^usb\d+-port\d+$/.test(entry));
  if (linked.length === 0 && wired.length === 0) return null;
  const devices = wired.map((port) => valueOr(files.resolve(`${PORTS}/${name}/${port}/device`), ""));
  const names = devices.filter((path) => path !== "").map((path) => path.slice(path.lastIndexOf("/") + 1));
  return [...new Set([...linked, ...names])];
}
