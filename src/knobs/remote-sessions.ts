// SPDX-License-Identifier: MIT
import { type BusObject, type BusRecord, getAllProperties, textIn } from "../machine/bus-values.ts";
import type { Bus, Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Process } from "./process-names.ts";
import type { RadioLinks } from "./radio-links.ts";
import type { Socket } from "./sockets.ts";

/** What is known of this machine's traffic: the radio's part of it, its connections, and the programs that may be behind them. */
export interface Traffic {
  readonly links: RadioLinks;
  readonly tcp: readonly Socket[];
  readonly udp: readonly Socket[];
  readonly programs: readonly Process[];
}

/** The servers that let people in from afar. */
export const SESSION_SERVERS = ["sshd", "sshd-session", "dropbear", "mosh-server"];

/**
 * The people who work on this machine from afar over the radio: SSH, mosh and other remote sessions. Found in sockets, processes
 * and logind, never in the environment, which sudo, tmux and a service lose. What cannot be traced to an interface counts.
 */
export async function remoteSessions({ files, bus }: { files: Files; bus: Bus }, traffic: Traffic): Promise<readonly string[]> {
  const incoming = incomingSsh(files, traffic);
  const people = await loggedIn(bus, { links: traffic.links, traced: new Set(incoming.map(({ remote }) => remote.address)) });
  return [...new Set([...sshSessions(traffic, incoming), ...moshSessions(traffic), ...people])];
}

function incomingSsh(files: Files, { tcp, programs }: Traffic): readonly Socket[] {
  const ports = sshPorts(files, programs);
  return tcp.filter(({ local, state }) => state === "established" && ports.has(local.port));
}

function sshSessions({ links, programs }: Traffic, incoming: readonly Socket[]): readonly string[] {
  const carried = incoming.filter(({ local }) => links.carriesFrom(local.address));
  const known = carried.map(({ remote }) => `SSH session from ${remote.address}`);
  const sessions = programs.filter(({ commandLine }) => SESSION_TITLE.test(commandLine));
  return sessions.length > incoming.length ? [...known, "SSH session that cannot be traced to a connection"] : known;
}

/** sshd names the process of each session: "sshd: alice@pts/0", from 9.8 on "sshd-session: alice@pts/0". */
const SESSION_TITLE = /^sshd(-session)?: \S+@/;

/** 22, and what sshd's configuration and command line say. */
function sshPorts(files: Files, programs: readonly Process[]): ReadonlySet<number> {
  const dropIns = valueOr(files.list("/etc/ssh/sshd_config.d"), []).map((name) => `/etc/ssh/sshd_config.d/${name}`);
  const configuration = ["/etc/ssh/sshd_config", ...dropIns].map((path) => valueOr(files.read(path), "")).join("\n");
  const configured = [...configuration.matchAll(/^\s*Port\s+(\d+)/gim)];
  const daemons = programs.filter(({ name }) => SESSION_SERVERS.includes(name));
  const commanded = daemons.flatMap(({ commandLine }) => [...commandLine.matchAll(/\s-p\s?(\d+)/g)]);
  return new Set([22, ...[...configured, ...commanded].map(([, port]) => Number(port))]);
}

const MOSH_PORTS = { first: 60000, last: 61000 };

/** mosh has no connection, only a socket that waits for datagrams; bound to no address, it may be reached over anything. */
function moshSessions({ links, udp, programs }: Traffic): readonly string[] {
  if (!programs.some(({ name }) => name === "mosh-server")) return [];
  const waiting = udp.filter(({ local: { port } }) => port >= MOSH_PORTS.first && port <= MOSH_PORTS.last);
  const carried = waiting.length === 0 || waiting.some(({ local }) => links.carriesFrom(local.address));
  return carried ? ["mosh session"] : [];
}

const LOGIN = "org.freedesktop.login1";

/** Where the people are whose connections were found already, so that logind has nothing to add. */
interface Known {
  readonly links: RadioLinks;
  readonly traced: ReadonlySet<string>;
}

async function loggedIn(bus: Bus, known: Known): Promise<readonly string[]> {
  const manager = { service: LOGIN, path: "/org/freedesktop/login1", interface: `${LOGIN}.Manager` };
  const reply = await bus.call({ ...manager, member: "ListSessions", signature: "", args: [] });
  const sessions = reply.kind === "value" && Array.isArray(reply.value[0]) ? reply.value[0] : [];
  const described = sessions.map((session) => (Array.isArray(session) ? describe(bus, String(session[4]), known) : undefined));
  return (await Promise.all(described)).flatMap((one) => one ?? []);
}

/** A session from afar as a person calls it; undefined for one at the machine, one that is closing, or one that is not over the radio. */
async function describe(bus: Bus, path: string, { links, traced }: Known): Promise<string | undefined> {
  const object: BusObject = { service: LOGIN, path, interface: `${LOGIN}.Session` };
  const session: BusRecord = valueOr(await getAllProperties(bus, object), {});
  if (session["Remote"] !== true || session["State"] === "closing") return undefined;
  const address = textIn(session, "RemoteHost").replace(/^::ffff:/, "");
  if (traced.has(address) || !links.carriesTo(address)) return undefined;
  return `${session["Service"] === "sshd" ? "SSH" : "remote"} session${address === "" ? "" : ` from ${address}`}`;
}
