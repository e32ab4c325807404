// SPDX-License-Identifier: MIT
import type { Bus, BusCall, BusValue } from "./doors.ts";
import { type Failure, failure, type Reading, value } from "./reading.ts";

/** One object's interface on the bus. */
export interface BusObject {
  readonly service: string;
  readonly path: string;
  readonly interface: string;
  /** As a call has it. */
  readonly bus?: NonNullable<BusCall["bus"]>;
}

/** A dictionary from the bus. */
export type BusRecord = Readonly<Record<string, BusValue>>;

const ERROR = "org.freedesktop.DBus.Error";
const PROPERTIES = "org.freedesktop.DBus.Properties";

/** The call that sets a property, with the D-Bus signature of its value ("b", "s" ...). */
export const setProperty = (object: BusObject, name: string, signature: string, to: BusValue): BusCall => ({
  ...object,
  interface: PROPERTIES,
  member: "Set",
  signature: "ssv",
  args: [object.interface, name, { variant: signature, value: to }],
});

/** Reads one property. */
export async function getProperty(bus: Pick<Bus, "call">, object: BusObject, name: string): Promise<Reading<BusValue>> {
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

/** Reads all properties of the object's interface with one call, as each call takes milliseconds on a slow machine. */
export async function getAllProperties(bus: Bus, object: BusObject): Promise<Reading<BusRecord>> {
  const reply = await bus.call({
    ...object,
    interface: PROPERTIES,
    member: "GetAll",
    signature: "s",
    args: [object.interface],
  });
  if (reply.kind !== "value") return reply;
  const [properties] = reply.value;
  return isRecord(properties) ? value(properties) : unexpectedReply(object.service, "GetAll");
}

/** A reply whose values are of other types than the service documents: never taken for a value. */
export const unexpectedReply = (service: string, name: string): Failure =>
  failure(`${service} ${name}`, "UnexpectedReply", "its service answered in an unknown form");

/** Whether a failed call found nobody to ask: no such service runs, or there is no bus. */
export const foundNobody = ({ code }: Failure): boolean => NOBODY.has(code);

const NOBODY: ReadonlySet<string> = new Set(
  ["ServiceUnknown", "NameHasNoOwner", "NoServer", "Timeout"].map((name) => `${ERROR}.${name}`),
);

/** The dictionary; anything else is taken for an empty one. */
export const asRecord = (it: BusValue | undefined): BusRecord => (isRecord(it) ? it : {});

/** A text of the dictionary; "" for anything else. */
export function textIn(record: BusRecord, name: string): string {
  const text = record[name];
  return typeof text === "string" ? text : "";
}

function isRecord(it: BusValue | undefined): it is BusRecord {
  return typeof it === "object" && it !== null && !Array.isArray(it) && !(it instanceof Uint8Array);
}

/** Whether a name has an owner now; asking starts nothing. */
export async function hasOwner(bus: Pick<Bus, "call">, service: string): Promise<boolean> {
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
