// SPDX-License-Identifier: MIT
import type { Socket } from "node:net";
import { DBusError, Message, type MessageBus, MessageFlag, MessageType, sessionBus, Variant } from "dbus-next";
import DBusBuffer from "dbus-next/lib/dbus-buffer.js";
import { checkAddressee } from "./bus-basics.ts";
import { fromBody, toBody } from "./bus-marshal.ts";
import type { BusCall, BusValue } from "./doors.ts";

/** One connection, from a greeting that was answered to its end. */
export interface BusConnection {
  /** The reply's arguments; throws `DBusError`, or `TypeError` and `SyntaxError` for arguments that cannot be sent. */
  call(call: BusCall): Promise<readonly BusValue[]>;
  close(): void;
}

const ERROR = "org.freedesktop.DBus.Error";
const CONNECT_MS = 5000;
const CALL_MS = 5000;

/** The greeting is the first message of each connection. */
const HELLO_SERIAL = 1;

/** dbus-next's bus with what it keeps to itself and nothing else offers. */
type Client = MessageBus & {
  readonly _connection: { readonly stream: Socket };
  readonly _methodReturnHandlers: Record<number, (reply: Message) => void>;
};

type Reject = (error: unknown) => void;

/** Connects and greets within 5 s; throws `DBusError`. `onClose` is told before the calls that are under way fail. */
export async function openConnection(address: string, onClose: () => void): Promise<BusConnection> {
  const client = newClient(address);
  const { stream } = client._connection;
  await greeting(client).catch((error) => {
    stream.destroy();
    throw error;
  });
  const pending = new Set<Reject>();
  stream.once("close", () => {
    onClose();
    for (const reject of pending) reject(new DBusError(`${ERROR}.Disconnected`, "The connection to the bus ended."));
  });
  guardReading(stream);
  stream.unref(); // an idle bus keeps no process alive; a call under way does, by its timer
  return { call: (call) => exchange(client, pending, call), close: () => stream.destroy() };
}

function newClient(address: string): Client {
  try {
    return sessionBus({ busAddress: address, authMethods: ["EXTERNAL"] }) as Client;
  } catch (error) {
    throw noServer(error);
  }
}

const noServer = (error: unknown): DBusError =>
  new DBusError(`${ERROR}.NoServer`, error instanceof Error ? error.message : String(error));

/** Settles when the daemon has given us our name. Nothing may be sent earlier: a message that fails then breaks the connection. */
function greeting(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const greeted = new Promise<void>((resolve, reject) => {
    timer = setTimeout(() => reject(new DBusError(`${ERROR}.Timeout`, "The bus did not answer.")), CONNECT_MS);
    client.on("error", (error) => reject(noServer(error))); // stays: without a listener a later one would end the process
    client._connection.stream.once("close", () => reject(noServer("The bus hung up.")));
    client.once("connect", resolve);
    catchRefusedHello(client, reject);
  });
  return greeted.finally(() => clearTimeout(timer));
}

/** dbus-next throws a refused greeting ("too many connections") where nobody can catch it, so we look at the reply first. */
function catchRefusedHello(client: Client, reject: Reject): void {
  const accept = client._methodReturnHandlers[HELLO_SERIAL];
  client._methodReturnHandlers[HELLO_SERIAL] = (reply) => {
    if (reply.type === MessageType.ERROR) reject(new DBusError(reply.errorName, String(reply.body[0] ?? "")));
    else accept?.(reply);
  };
}

/** A message that dbus-next cannot read (cut short when the daemon dies) ends the connection instead of the process. */
function guardReading(stream: Socket): void {
  for (const read of stream.listeners("readable")) {
    stream.off("readable", read as () => void);
    stream.on("readable", () => {
      try {
        read.call(stream);
      } catch (error) {
        stream.destroy(error instanceof Error ? error : undefined);
      }
    });
  }
}

/** One call and its reply, however it ends: dbus-next itself waits for ever and forgets no reply that it waits for. */
async function exchange(client: Client, pending: Set<Reject>, call: BusCall): Promise<readonly BusValue[]> {
  const message = toMessage(call);
  const timeoutMs = call.timeoutMs ?? CALL_MS;
  let timer: NodeJS.Timeout | undefined;
  let fail: Reject = () => {};
  try {
    const reply = await new Promise<Message | null>((resolve, reject) => {
      fail = reject;
      pending.add(fail);
      timer = setTimeout(() => fail(new DBusError(`${ERROR}.NoReply`, `No answer within ${timeoutMs} ms.`)), timeoutMs);
      client.call(message).then(resolve, reject);
    });
    return fromBody(reply?.body ?? [], Variant);
  } finally {
    clearTimeout(timer);
    pending.delete(fail);
    if (message.serial !== null) delete client._methodReturnHandlers[message.serial];
  }
}

function toMessage(call: BusCall): Message {
  checkAddressee(call);
  return new Message({
    destination: call.service,
    path: call.path,
    interface: call.interface,
    member: call.member,
    flags: MessageFlag.NO_AUTO_START,
    signature: call.signature,
    body: toBody(call.signature, call.args, Variant),
  });
}

/**
 * Anybody on the bus could end the process with a message that speaks of a file descriptor and carries none:
 * dbus-next throws where nobody can catch it. We take no descriptors, so each reads as -1.
 */
const { prototype: reader } = DBusBuffer;
const readSimpleType = reader.readSimpleType;
reader.readSimpleType = function (type) {
  if (type !== "h") return readSimpleType.call(this, type);
  this.readInt32();
  return -1;
};
