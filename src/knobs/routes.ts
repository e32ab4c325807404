// SPDX-License-Identifier: MIT
import { addressOf } from "./sockets.ts";

/** One line of the kernel's IPv4 routing table. */
export interface Route {
  readonly interface: string;
  /** Both as 32-bit numbers in network order. */
  readonly destination: number;
  readonly mask: number;
  /** Leads on through another machine. */
  readonly gateway: boolean;
  readonly metric: number;
}

/** The routes of /proc/net/route; lines that are none are passed over. */
export function parseRoutes(text: string): readonly Route[] {
  return text.split("\n").flatMap((line) => parseRoute(line.trim().split(/\s+/)) ?? []);
}

const WORD = /^[0-9A-F]{8}$/;

function parseRoute(fields: readonly string[]): Route | undefined {
  const [name = "", destination = "", gateway = "", , , , metric = "", mask = ""] = fields;
  if (![destination, gateway, mask].every((word) => WORD.test(word)) || !/^\d+$/.test(metric)) return undefined;
  return {
    interface: name,
    destination: numberOf(addressOf(swap(destination))) ?? 0,
    mask: numberOf(addressOf(swap(mask))) ?? 0,
    gateway: gateway !== "00000000",
    metric: Number(metric),
  };
}

/** Addresses are printed in the machine's byte order, as in /proc/net/tcp. */
const swap = (word: string): string => (word.match(/../g) ?? []).toReversed().join("");

/** The interface that packets to an IPv4 address leave by; undefined where the table does not tell. */
export function interfaceTowards(routes: readonly Route[], address: string): string | undefined {
  return longest(routes, address).toSorted((a, b) => a.metric - b.metric)[0]?.interface;
}

/** The interfaces that an IPv4 address of our own may belong to: wire and Wi-Fi are often in the same network. */
export function interfacesHolding(routes: readonly Route[], address: string): readonly string[] {
  const direct = routes.filter((route) => !route.gateway);
  return longest(direct, address).map((route) => route.interface);
}

function longest(routes: readonly Route[], address: string): readonly Route[] {
  const number = numberOf(address);
  if (number === undefined) return [];
  const matching = routes.filter(({ destination, mask }) => (number & mask) >>> 0 === destination);
  const narrowest = Math.max(...matching.map(({ mask }) => mask));
  return matching.filter(({ mask }) => mask === narrowest);
}

/** A dotted IPv4 address as a number. */
function numberOf(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || !parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Our own IPv6 addresses of /proc/net/if_inet6, each with its interfaces. */
export function parseIpv6Addresses(text: string): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, readonly string[]>();
  for (const line of text.split("\n")) {
    const [hex = "", , , , , name] = line.trim().split(/\s+/);
    if (!/^[0-9a-f]{32}$/.test(hex) || name === undefined) continue;
    holders.set(addressOf(hex), [...(holders.get(addressOf(hex)) ?? []), name]);
  }
  return holders;
}
