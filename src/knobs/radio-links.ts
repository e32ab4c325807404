// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { interfacesHolding, interfaceTowards, parseIpv6Addresses, parseRoutes } from "./routes.ts";

/**
 * What of this machine's traffic goes over one radio, as far as the kernel's tables tell; where they do not, it is
 * said to go over the radio, so that nothing is cut by a guess.
 */
export interface RadioLinks {
  /** The radio's network interfaces that are up; without one, it carries nothing. */
  readonly up: readonly string[];
  /** Whether a connection with this address at our end may go over the radio. */
  carriesFrom(address: string): boolean;
  /** Whether what is sent to this address may go over the radio. */
  carriesTo(address: string): boolean;
  /** Whether most of the world is reached over the radio. */
  carriesDefault(): boolean;
}

export function radioLinks(files: Files, type: "wlan" | "wwan"): RadioLinks {
  const names = valueOr(files.list("/sys/class/net"), []);
  const ofRadio = new Set(names.filter((name) => belongsTo(files, name, type)));
  const up = [...ofRadio].filter((name) => !DOWN.has(valueOr(files.read(`/sys/class/net/${name}/operstate`), "unknown")));
  const routes = parseRoutes(valueOr(files.read("/proc/net/route"), ""));
  const addresses = parseIpv6Addresses(valueOr(files.read("/proc/net/if_inet6"), ""));
  const mayUse = (name: string | undefined): boolean => name === undefined || ofRadio.has(name) || !isElsewhere(files, name);
  const anyMayUse = (holding: readonly string[]): boolean => (holding.length === 0 ? mayUse(undefined) : holding.some(mayUse));
  return {
    up,
    carriesFrom: (address) => !LOOPBACK.test(address) && anyMayUse(addresses.get(address) ?? interfacesHolding(routes, address)),
    carriesTo: (address) => !LOOPBACK.test(address) && mayUse(interfaceTowards(routes, address)),
    carriesDefault: () => mayUse(interfaceTowards(routes, ANYWHERE)),
  };
}

/** RFC 2863 as the kernel spells it: an interface in one of these states carries nothing. */
const DOWN: ReadonlySet<string> = new Set(["down", "lowerlayerdown", "notpresent", "dormant"]);

const LOOPBACK = /^(127\.|::1$)/;

/** An address of no particular network (RFC 5737): only a default route leads to it. */
const ANYWHERE = "203.0.113.1";

/** The kernel says what an interface is; a dialled connection (ppp) is taken for mobile. */
function belongsTo(files: Files, name: string, type: "wlan" | "wwan"): boolean {
  const kind = /^DEVTYPE=(.*)$/m.exec(valueOr(files.read(`/sys/class/net/${name}/uevent`), ""))?.[1];
  return kind === type || (type === "wwan" && /^(ppp|wwan)/.test(name));
}

/** Loopback, or another interface with hardware of its own; a VPN or bridge may run over anything. */
function isElsewhere(files: Files, name: string): boolean {
  return name === "lo" || files.resolve(`/sys/class/net/${name}/device`).kind === "value";
}
