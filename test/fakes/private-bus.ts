// SPDX-License-Identifier: MIT
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { Message, type MessageBus, sessionBus } from "dbus-next";
import type { Bus } from "../../src/machine/doors.ts";
import { temporaryFolder } from "./tree.ts";

export interface PrivateBus {
  /** As DBUS_SYSTEM_BUS_ADDRESS takes it. */
  readonly address: string;
  /** The socket's path. */
  readonly socket: string;
  /** Where `NAME.service` files are looked for. */
  readonly services: string;
  /** SIGKILL, and the daemon's end. */
  kill(): Promise<void>;
  /** Starts it (again) on the same socket. */
  start(): Promise<void>;
}

/** A bus daemon that only this test knows; it ends with the test. `limits` are those of dbus-daemon(1). */
export async function privateBus(test: TestContext, limits: Readonly<Record<string, number>> = {}): Promise<PrivateBus> {
  const services = temporaryFolder(test);
  const socket = join(services, "socket");
  const config = join(services, "bus.conf");
  writeFileSync(config, configuration(socket, services, limits));
  let daemon: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    const dying = daemon;
    daemon = null;
    if (dying === null) return;
    dying.kill("SIGKILL");
    await once(dying, "close");
  };
  const start = async (): Promise<void> => {
    daemon = spawn("dbus-daemon", [`--config-file=${config}`, "--nofork", "--print-address=1"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    if (daemon.stdout !== null) await once(createInterface(daemon.stdout), "line");
  };
  test.after(kill);
  await start();
  return { address: `unix:path=${socket}`, socket, services, kill, start };
}

function configuration(socket: string, services: string, limits: Readonly<Record<string, number>>): string {
  const lines = Object.entries(limits).map(([name, most]) => `<limit name="${name}">${most}</limit>`);
  return `<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  ${lines.join("\n  ")}
</busconfig>
`;
}

/** What a peer answers a call with; null: nothing, ever. */
export type Answer = (call: Message) => Message | null;

/** A program on the bus that owns `name` and answers calls of the members given. */
export async function peer(
  test: TestContext,
  address: string,
  { name, members }: { readonly name: string; readonly members: Readonly<Record<string, Answer>> },
): Promise<MessageBus> {
  const bus = sessionBus({ busAddress: address });
  bus.on("error", () => {});
  await once(bus, "connect");
  await bus.requestName(name, 0);
  bus.addMethodHandler((call: Message) => {
    const answer = members[call.member];
    if (answer === undefined) return false;
    const message = answer(call);
    if (message !== null) bus.send(message);
    return true;
  });
  test.after(() => bus.disconnect());
  return bus;
}

/** The caller's own arguments. */
export const echo: Answer = (call) => Message.newMethodReturn(call, call.signature, call.body);

/** Everything that a program has sent has been handed on when this is over, and everything sent to it has arrived. */
export async function roundTrip(bus: MessageBus | Bus): Promise<void> {
  const GetId = { path: "/", interface: "org.freedesktop.DBus", member: "GetId" };
  if ("addMethodHandler" in bus) await bus.call(new Message({ ...GetId, destination: "org.freedesktop.DBus" }));
  else await bus.call({ ...GetId, service: "org.freedesktop.DBus", signature: "", args: [] });
}

/** Lets a message leave with bytes that dbus-next would not write. */
export function forge(bus: MessageBus, from: Buffer, to: Buffer): void {
  const { stream } = (bus as MessageBus & { _connection: { stream: Socket } })._connection;
  const write = stream.write.bind(stream);
  stream.write = (bytes: Uint8Array): boolean => {
    const at = Buffer.from(bytes).indexOf(from);
    if (at >= 0) bytes.set(to, at);
    return write(bytes);
  };
}

/** The header field that says what the body holds. */
export const bodyOf = (type: string): Buffer => Buffer.from(`\x08\x01g\0\x01${type}\0`);
