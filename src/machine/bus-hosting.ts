// SPDX-License-Identifier: MIT
import type { BusConnection, ReceivedCall, Replying } from "./bus-connection.ts";
import { busDaemonCall } from "./bus-daemon.ts";
import { Refusal, refusalOf, standardRefusal } from "./bus-refusal.ts";
import { PROPERTIES, standardMethod } from "./bus-standard.ts";
import type { BusValue } from "./doors.ts";
import type { HostedObject, Hosting } from "./live-doors.ts";
import { atMostOnce } from "./shared.ts";

/** Hosts an object; throws what `BusConnection.call` throws, or `Refusal` (NameTaken, ObjectPathInUse). */
export type Host = (object: HostedObject) => Promise<Hosting>;

/** RequestName's "do not queue", and its answer "primary owner". */
const DO_NOT_QUEUE = 4;
const PRIMARY_OWNER = 1;

/** Serving objects on a connection: each call to its method, whatever that comes to is answered. */
export function busHosting(connection: BusConnection): Host {
  const objects = new Map<string, HostedObject>();
  connection.onCall((call, reply) => void answer(call, reply, objects));

  return async (object) => {
    if (objects.has(object.path)) throw standardRefusal("ObjectPathInUse", `There is an object ${object.path} already.`);
    objects.set(object.path, object);
    try {
      await takeName(connection, object.name);
    } catch (error) {
      objects.delete(object.path);
      throw error;
    }
    const letGo = connection.hold();
    return hosting(connection, object, () => {
      objects.delete(object.path);
      letGo();
    });
  };
}

async function takeName(connection: BusConnection, name: string): Promise<void> {
  const [answer] = await connection.call(busDaemonCall("RequestName", name, DO_NOT_QUEUE));
  if (answer !== PRIMARY_OWNER) throw new Refusal("NameTaken", `Somebody else has the name ${name}.`);
}

async function answer(call: ReceivedCall, reply: Replying, objects: ReadonlyMap<string, HostedObject>): Promise<void> {
  try {
    const { signature, args } = await dispatch(call, objects);
    reply.done(signature, args);
  } catch (error) {
    const { type, message } = refusalOf(error, (fault) => objects.get(call.path)?.onFault(fault));
    reply.refuse(type, message);
  }
}

async function dispatch(call: ReceivedCall, objects: ReadonlyMap<string, HostedObject>) {
  const { sender, args, interactive } = call;
  const standard = standardMethod(call, objects);
  const method = standard ?? ownMethod(call, objects.get(call.path));
  if (call.signature !== method.in || args === null)
    throw standardRefusal("InvalidArgs", `${call.member} takes arguments of the types "${method.in}", of at most 1 MiB.`);
  return { signature: method.out, args: await method.run({ sender, args, interactive }) };
}

/** Names from outside are looked up among the table's own only: it has a prototype, with a `constructor`. */
function ownMethod({ path, interface: iface, member }: ReceivedCall, object: HostedObject | undefined) {
  if (object === undefined) throw standardRefusal("UnknownObject", `There is no object ${path} here.`);
  if (iface !== object.interface)
    throw standardRefusal("UnknownInterface", `There is no interface ${iface ?? "without a name"} here.`);
  const method = Object.hasOwn(object.methods, member) ? object.methods[member] : undefined;
  if (method === undefined) throw standardRefusal("UnknownMethod", `There is no method ${member} here.`);
  return method;
}

function hosting(connection: BusConnection, object: HostedObject, gone: () => void): Hosting {
  const { path, interface: iface, name } = object;
  const forget = atMostOnce(gone);
  const emit = (from: string, member: string, signature: string, args: () => readonly BusValue[]): void => {
    try {
      connection.emit({ path, interface: from, member, signature, args: args() });
    } catch (error) {
      object.onFault(error);
    }
  };
  return {
    emit: (member, signature, args) => emit(iface, member, signature, () => args),
    changed: (names) => emit(PROPERTIES, "PropertiesChanged", "sa{sv}as", () => [iface, pick(object.properties(), names), []]),
    async release() {
      await connection.call(busDaemonCall("ReleaseName", name)).catch(() => {}); // gone with the connection
      forget(); // not earlier: what was sent to the name while it was ours is still answered
    },
  };
}

const pick = (all: Readonly<Record<string, BusValue>>, names: readonly string[]): Readonly<Record<string, BusValue>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
