// SPDX-License-Identifier: MIT
import { Message, MessageFlag, MessageType, Variant } from "dbus-next";
import { type Client, openClient } from "./bus-client.ts";
import { ALLOW_INTERACTIVE_AUTHORIZATION, disconnected, exchange, type Reject } from "./bus-exchange.ts";
import { fromBody, toBody } from "./bus-marshal.ts";
import type { BusCall, BusValue } from "./doors.ts";
import type { BusSignal, Stop } from "./live-doors.ts";

/** One connection, from a greeting that was answered to its end. */
export interface BusConnection {
  /** The reply's arguments; throws `DBusError`, or `TypeError` and `SyntaxError` for arguments that cannot be sent. */
  call(call: BusCall): Promise<readonly BusValue[]>;
  /** Tells of every signal that reaches us, whoever sent it and why ever; what cannot be read is left out. */
  onSignal(hear: (signal: SentSignal) => void): Stop;
  /** Who answers calls from now on; until then they are refused. */
  onCall(answer: (call: ReceivedCall, reply: Replying) => void): void;
  /** Throws as `call` does for arguments that cannot be sent. Nothing happens after the end. */
  emit(signal: BusSignal & { readonly signature: string }): void;
  /** Keeps the process alive until it is stopped; otherwise only calls under way do. */
  hold(): Stop;
  /** Sends what is on its way, then hangs up. */
  close(): void;
}

export interface SentSignal extends BusSignal {
  /** The sender's unique name; the daemon vouches for it. */
  readonly sender: string;
}

export interface ReceivedCall {
  readonly sender: string;
  readonly path: string;
  /** Callers may leave it out. */
  readonly interface: string | undefined;
  readonly member: string;
  readonly signature: string;
  /** null: they could not be read, or are more than we read. */
  readonly args: readonly BusValue[] | null;
  readonly interactive: boolean;
}

/** One answer to one call; nothing happens when none is wanted or the connection has ended. */
export interface Replying {
  /** Throws `TypeError` for arguments that do not fit. */
  done(signature: string, args: readonly BusValue[]): void;
  refuse(errorName: string, sentence: string): void;
}

const ERROR = "org.freedesktop.DBus.Error";

type Answer = (call: ReceivedCall, reply: Replying) => void;

/** Connects and greets within 5 s; throws `DBusError`. `onClose` is told before the calls that are under way fail. */
export async function openConnection(address: string, onClose: () => void): Promise<BusConnection> {
  const hearing = new Set<(signal: SentSignal) => void>();
  let answer: Answer = (call, reply) => reply.refuse(`${ERROR}.UnknownMethod`, `There is no ${call.member} here.`);
  const client = await openClient(address, (message) => {
    if (message.type === MessageType.SIGNAL) hearSignal(message, hearing);
    else answer(receivedCall(message), replying(client, message));
  });
  const { stream } = client._connection;
  const pending = new Set<Reject>();
  const holds = new Set<symbol>();
  stream.once("close", () => {
    onClose();
    for (const reject of pending) reject(disconnected());
  });
  stream.unref();
  return {
    call: async (call) => exchange(client, pending, call),
    onSignal(hear) {
      hearing.add(hear);
      return () => void hearing.delete(hear);
    },
    onCall(next) {
      answer = next;
    },
    emit({ path, interface: iface, member, signature, args }) {
      const body = toBody(signature, args, Variant);
      send(client, Message.newSignal(path, iface, member, signature, body));
    },
    hold() {
      const hold = Symbol();
      holds.add(hold);
      stream.ref();
      return () => {
        holds.delete(hold);
        if (holds.size === 0) stream.unref();
      };
    },
    close() {
      hearing.clear();
      stream.destroySoon();
    },
  };
}

function hearSignal(message: Message, hearing: ReadonlySet<(signal: SentSignal) => void>): void {
  const args = readBody(message);
  if (args === null) return;
  const { sender, path, interface: iface, member } = message;
  for (const hear of [...hearing]) hear({ sender, path, interface: iface, member, args });
}

const receivedCall = (message: Message): ReceivedCall => ({
  sender: message.sender,
  path: message.path,
  interface: message.interface as string | undefined,
  member: message.member,
  signature: message.signature,
  args: readBody(message),
  interactive: (message.flags & ALLOW_INTERACTIVE_AUTHORIZATION) !== 0,
});

function readBody({ body }: Message): readonly BusValue[] | null {
  try {
    return fromBody(body, Variant);
  } catch {
    return null;
  }
}

function replying(client: Client, call: Message): Replying {
  const answer = (message: Message): void => {
    if ((call.flags & MessageFlag.NO_REPLY_EXPECTED) === 0) send(client, message);
  };
  return {
    done: (signature, args) => answer(Message.newMethodReturn(call, signature, toBody(signature, args, Variant))),
    refuse: (errorName, sentence) => {
      const { sender: destination, serial } = call;
      const body = [sentence.replaceAll("\0", "\u{FFFD}")];
      answer(
        new Message({ type: MessageType.ERROR, replySerial: serial as never, destination, errorName, signature: "s", body }),
      );
    },
  };
}

function send(client: Client, message: Message): void {
  if (client._connection.stream.writable) client.send(message);
}
