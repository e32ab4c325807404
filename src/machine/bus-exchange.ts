// SPDX-License-Identifier: MIT
import { DBusError, Message, MessageFlag, Variant } from "dbus-next";
import { checkAddressee } from "./bus-basics.ts";
import type { Client } from "./bus-client.ts";
import { fromBody, toBody } from "./bus-marshal.ts";
import type { BusCall, BusValue } from "./doors.ts";

export type Reject = (error: unknown) => void;

/** From the D-Bus specification; dbus-next knows no such flag. */
export const ALLOW_INTERACTIVE_AUTHORIZATION = 4;

const ERROR = "org.freedesktop.DBus.Error";
const CALL_MS = 5000;

/** What calls end in that the connection does not outlive. */
export const disconnected = (): DBusError => new DBusError(`${ERROR}.Disconnected`, "The connection to the bus ended.");

/**
 * One call and its reply, however it ends: dbus-next itself waits for ever and forgets no reply that it waits for.
 * While it waits, `pending` holds what ends it.
 */
export async function exchange(client: Client, pending: Set<Reject>, call: BusCall): Promise<readonly BusValue[]> {
  const message = toMessage(call);
  if (!client._connection.stream.writable) throw disconnected();
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
    flags: flagsOf(call),
    signature: call.signature,
    body: toBody(call.signature, call.args, Variant),
  });
}

const flagsOf = ({ autoStart, interactive }: BusCall): number =>
  (autoStart ? 0 : MessageFlag.NO_AUTO_START) | (interactive ? ALLOW_INTERACTIVE_AUTHORIZATION : 0);
