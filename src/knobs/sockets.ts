// SPDX-License-Identifier: MIT

export interface Endpoint {
  /** Dotted IPv4, or IPv6 in its short form; IPv4 inside IPv6 is shown as IPv4. */
  readonly address: string;
  readonly port: number;
}

export interface Socket {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly state: "established" | "listening" | "other";
}

/**
 * The sockets of /proc/net/tcp, tcp6, udp or udp6 (Documentation/networking/proc_net_tcp.rst). Lines that are not sockets
 * (the heading, a line cut off in the middle) are passed over.
 */
export function parseSockets(text: string): readonly Socket[] {
  return text.split("\n").flatMap((line) => parseLine(line) ?? []);
}

const LINE =
  /^\s*\d+: (?<local>[0-9A-F]{8}|[0-9A-F]{32}):(?<localPort>[0-9A-F]{4}) (?<remote>[0-9A-F]{8}|[0-9A-F]{32}):(?<remotePort>[0-9A-F]{4}) (?<state>[0-9A-F]{2}) /;

const STATES: Readonly<Record<string, Socket["state"]>> = { "01": "established", "0A": "listening" };

function parseLine(line: string): Socket | undefined {
  const { local = "", localPort = "", remote = "", remotePort = "", state = "" } = LINE.exec(line)?.groups ?? {};
  if (local === "") return undefined;
  return {
    local: { address: fromWords(local), port: Number.parseInt(localPort, 16) },
    remote: { address: fromWords(remote), port: Number.parseInt(remotePort, 16) },
    state: STATES[state] ?? "other",
  };
}

/** The kernel prints addresses as 32-bit words in the machine's byte order: little-endian wherever laptops are. */
function fromWords(words: string): string {
  const bytes = words.match(/.{8}/g)?.map((word) => word.match(/../g)?.toReversed().join("") ?? "") ?? [];
  return addressOf(bytes.join(""));
}

/** "::ffff:192.0.2.1" in hexadecimal. */
const MAPPED = /^0{20}f{4}(?=.{8}$)/;

/** The address of 8 (IPv4) or 32 (IPv6) hexadecimal digits in network order. */
export function addressOf(hex: string): string {
  const digits = hex.toLowerCase().replace(MAPPED, "");
  if (digits.length === 8) return (digits.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(".");
  return shorten((digits.match(/.{4}/g) ?? []).map((group) => Number.parseInt(group, 16).toString(16)));
}

/** RFC 5952: the longest run of zero groups, if of two or more, becomes "::". */
function shorten(groups: readonly string[]): string {
  const runs = groups.map((_, start) => zerosFrom(groups, start));
  const longest = Math.max(...runs);
  if (longest < 2) return groups.join(":");
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + longest).join(":")}`;
}

function zerosFrom(groups: readonly string[], start: number): number {
  const end = groups.findIndex((group, index) => index >= start && group !== "0");
  return (end < 0 ? groups.length : end) - start;
}
