// SPDX-License-Identifier: MIT
import type { ReceivedCall } from "./bus-connection.ts";
import { standardRefusal } from "./bus-refusal.ts";
import type { BusValue } from "./doors.ts";
import type { HostedObject } from "./live-doors.ts";

/** A method that answers at once, with its signatures. */
export interface StandardMethod {
  readonly in: string;
  readonly out: string;
  run(): readonly BusValue[];
}

export const PROPERTIES = "org.freedesktop.DBus.Properties";
const PEER = "org.freedesktop.DBus.Peer";
const INTROSPECTABLE = "org.freedesktop.DBus.Introspectable";

const DOCTYPE =
  '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">';

/** A method of the interfaces that every object has; undefined for any other. Properties can be read, and never set. */
export function standardMethod(call: ReceivedCall, objects: ReadonlyMap<string, HostedObject>): StandardMethod | undefined {
  switch (`${call.interface}.${call.member}`) {
    case `${PEER}.Ping`:
      return { in: "", out: "", run: () => [] };
    case `${INTROSPECTABLE}.Introspect`:
      return { in: "", out: "s", run: () => [introspect(call.path, objects)] };
    case `${PROPERTIES}.Get`:
      return { in: "ss", out: "v", run: () => [property(call, objects)] };
    case `${PROPERTIES}.GetAll`:
      return { in: "s", out: "a{sv}", run: () => [propertiesOf(call, objects)] };
    case `${PROPERTIES}.Set`:
      return { in: "ssv", out: "", run: () => refuse("PropertyReadOnly", "No property here can be set.") };
    default:
      return undefined;
  }
}

/** The object's own description, verbatim; above it what leads there. */
function introspect(path: string, objects: ReadonlyMap<string, HostedObject>): string {
  const own = objects.get(path);
  if (own !== undefined) return own.xml;
  const above = path === "/" ? path : `${path}/`;
  const below = [...objects.keys()].filter((it) => it.startsWith(above)).map((it) => it.slice(above.length).split("/")[0]);
  if (below.length === 0) return refuse("UnknownObject", `There is no object ${path} here.`);
  return `${DOCTYPE}\n<node>\n${[...new Set(below)].map((name) => `  <node name="${name}"/>\n`).join("")}</node>\n`;
}

function property(call: ReceivedCall, objects: ReadonlyMap<string, HostedObject>): BusValue {
  const all = propertiesOf(call, objects);
  const name = String(call.args?.[1]);
  return (Object.hasOwn(all, name) ? all[name] : undefined) ?? refuse("UnknownProperty", `There is no property ${name} here.`);
}

/** The standard interfaces have none; tools ask for theirs all the same. */
function propertiesOf(
  { path, args }: ReceivedCall,
  objects: ReadonlyMap<string, HostedObject>,
): Readonly<Record<string, BusValue>> {
  const object = objects.get(path) ?? refuse("UnknownObject", `There is no object ${path} here.`);
  const name = String(args?.[0]);
  if (name === object.interface) return object.properties();
  return [PEER, INTROSPECTABLE, PROPERTIES].includes(name)
    ? {}
    : refuse("UnknownInterface", `There is no interface ${name} here.`);
}

function refuse(name: string, sentence: string): never {
  throw standardRefusal(name, sentence);
}
