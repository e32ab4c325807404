// SPDX-License-Identifier: MIT
import type { Bus, BusCall, BusValue } from "./doors.ts";
import { failure, type Reading, value } from "./reading.ts";

/** One object's interface on the bus. */
export interface BusObject {
  readonly service: string;
  readonly path: string;
  readonly interface: string;
}

const PROPERTIES = "org.freedesktop.DBus.Properties";

/** The call that sets a property, with the D-Bus signature of its value ("b", "s" ...). */
export const setProperty = (object: BusObject, name: string, signature: string, to: BusValue): BusCall => ({
  service: object.service,
  path: object.path,
  interface: PROPERTIES,
  member: "Set",
  signature: "ssv",
  args: [object.interface, name, { variant: signature, value: to }],
});

/** Reads one property. */
export async function getProperty(bus: Bus, object: BusObject, name: string): Promise<Reading<BusValue>> {
  const reply = await bus.call({
    ...object,
    interface: PROPERTIES,
    member: "Get",
    signature: "ss",
    args: [object.interface, name],
  });
  if (reply.kind !== "value") return reply;
  const first = reply.value[0];
  return first === undefined ? failure(`${object.service} ${name}`, "EmptyReply") : value(first);
}

/** Whether a name has an owner now; asking starts nothing. */
export async function hasOwner(bus: Bus, service: string): Promise<boolean> {
  const reply = await bus.call({
    service: "org.freedesktop.DBus",
    path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus",
    member: "NameHasOwner",
    signature: "s",
    args: [service],
  });
  return reply.kind === "value" && reply.value[0] === true;
}
