// SPDX-License-Identifier: MIT
import { type BusObject, type BusRecord, getAllProperties, getProperty, unexpectedReply } from "../machine/bus-values.ts";
import type { Bus } from "../machine/doors.ts";
import { type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";
import { to } from "./encoded.ts";
import type { KnobId, Setting } from "./knob.ts";
import type { LimitedPack } from "./limited-packs.ts";
import { ENTER, RESTORE } from "./ranks.ts";

const ENABLED = "ChargeThresholdEnabled";

/**
 * UPower's own limit (since 1.90.5), which desktops switch: it writes the kernel's thresholds, and again when it starts. Where it is on, it
 * gives way first, and comes back first; any wish for a limit is another one than its own.
 */
export async function upowerLimit(bus: Bus, knob: KnobId, pack: LimitedPack): Promise<readonly Setting[]> {
  if (pack.limits.size === 0) return [];
  const object = deviceOf(pack);
  const properties: BusRecord = valueOr(await getAllProperties(bus, object), {});
  if (properties["ChargeThresholdSupported"] !== true || typeof properties[ENABLED] !== "boolean") return [];
  return [settingOf(bus, { knob, pack, object })];
}

/** UPower spells a battery's path with underscores for what D-Bus does not allow. */
const deviceOf = ({ name }: LimitedPack): BusObject => ({
  service: "org.freedesktop.UPower",
  path: `/org/freedesktop/UPower/devices/battery_${name.replace(/\W/g, "_")}`,
  interface: "org.freedesktop.UPower.Device",
});

interface Owned {
  readonly knob: KnobId;
  readonly pack: LimitedPack;
  readonly object: BusObject;
}

const settingOf = (bus: Bus, { knob, pack, object }: Owned): Setting => ({
  id: `${knob}/${pack.id}-upower`,
  knob,
  place: `${pack.name} UPower`,
  lasts: "kept",
  enterRank: ENTER.chargeOwner,
  restoreRank: () => RESTORE.chargeOwner,
  read: () => readEnabled(bus, object),
  encode: () => to("false"),
  ways: [
    {
      kind: "bus",
      name: "UPower",
      call: (raw) => ({ ...object, member: "EnableChargeThreshold", signature: "b", args: [raw === "true"] }),
      command: (raw) => ["busctl", "call", object.service, object.path, object.interface, "EnableChargeThreshold", "b", raw],
    },
  ],
  show: (raw) => (raw === "true" ? "on" : "off"),
});

async function readEnabled(bus: Bus, object: BusObject): Promise<Reading<RawText>> {
  const enabled = await getProperty(bus, object, ENABLED);
  if (enabled.kind !== "value") return enabled;
  return typeof enabled.value === "boolean" ? value(rawText(String(enabled.value))) : unexpectedReply(object.service, ENABLED);
}
