// SPDX-License-Identifier: MIT
import type { Socket } from "node:net";
import { DBusError, type Message, type MessageBus, MessageType, sessionBus } from "dbus-next";
import DBusBuffer from "dbus-next/lib/dbus-buffer.js";
import { messageOf } from "../errors.ts";

/** dbus-next's bus with what it keeps to itself and nothing else offers. */
export type Client = MessageBus & {
  readonly _connection: NodeJS.EventEmitter & { readonly stream: Socket };
  readonly _methodReturnHandlers: Record<number, (reply: Message) => void>;
};

const ERROR = "org.freedesktop.DBus.Error";
const CONNECT_MS = 5000;

/** The greeting is the first message of each connection. */
const HELLO_SERIAL = 1;

/** A message this long is not read: out of 32 MiB that the system bus lets through, dbus-next would make gigabytes of objects. */
const MOST_BYTES = 1024 * 1024;

/**
 * dbus-next, connected and greeted within 5 s, and made safe: nothing that arrives can throw where nobody catches it. `receive`
 * is handed every signal and call; replies go to whoever waits for them. Throws `DBusError`.
 */
export async function openClient(address: string, receive: (message: Message) => void): Promise<Client> {
  const client = newClient(address);
  const { stream } = client._connection;
  takeOver(client, receive);
  await greeting(client).catch((error) => {
    stream.destroy();
    throw error;
  });
  guardReading(stream);
  return client;
}

function newClient(address: string): Client {
  try {
    return sessionBus({ busAddress: address, authMethods: ["EXTERNAL"] }) as Client;
  } catch (error) {
    throw noServer(error);
  }
}

const noServer = (error: unknown): DBusError => new DBusError(`${ERROR}.NoServer`, messageOf(error));

/**
 * dbus-next's own way with messages answers a fault with a stack trace, serves interfaces of its own, and ignores calls of a name
 * that it has once called elsewhere. So none but ours is left.
 */
function takeOver({ _connection, _methodReturnHandlers: waiting }: Client, receive: (message: Message) => void): void {
  _connection.removeAllListeners("message");
  _connection.on("message", (message: Message) => {
    if (message.type !== MessageType.METHOD_RETURN && message.type !== MessageType.ERROR) return receive(message);
    const serial = Number(message.replySerial); // dbus-next's types are wrong about it
    const accept = waiting[serial];
    delete waiting[serial];
    try {
      accept?.(message);
    } catch {
      // An error whose text is no text: whoever waits for it gives up in time.
    }
  });
}

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
function catchRefusedHello(client: Client, reject: (error: unknown) => void): void {
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

const { prototype: reader } = DBusBuffer;
const { read, readSimpleType } = reader;

/**
 * Anybody on the bus could end the process with a message that speaks of a file descriptor and carries none:
 * dbus-next throws where nobody can catch it. We take no descriptors, so each reads as -1.
 */
reader.readSimpleType = function (type) {
  if (type !== "h") return readSimpleType.call(this, type);
  this.readInt32();
  return -1;
};

/** Reads a body. One that is too long has nothing in it, so that its message is refused or ignored. */
reader.read = function (signature) {
  return this.buffer.length > MOST_BYTES ? [] : read.call(this, signature);
};
