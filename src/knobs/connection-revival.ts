// SPDX-License-Identifier: MIT
import type { Bus } from "../machine/doors.ts";
import type { Lost } from "./knob.ts";
import { type ActiveConnection, activate, activeConnections, profileOf } from "./network-manager.ts";

/** What the journal keeps of a connection. */
type Noted = Pick<ActiveConnection, "uuid" | "id" | "type" | "vpn">;

const isVpn = ({ vpn, type }: Noted): boolean => vpn || type === "vpn" || type === "wireguard";

/** The active connections of the given types, and every VPN, as JSON; "" when there are none. */
export async function noteConnections(bus: Bus, types: readonly string[]): Promise<string> {
  const reading = await activeConnections(bus);
  if (reading.kind !== "value") return "";
  const noted = reading.value.filter((one) => types.includes(one.type) || isVpn(one));
  return noted.length === 0 ? "" : JSON.stringify(noted.map(({ uuid, id, type, vpn }): Noted => ({ uuid, id, type, vpn })));
}

/** The noted connections that are not up again: those that carry others first, then the VPNs that run over them. */
export async function missingConnections(bus: Bus, note: string): Promise<readonly Lost[]> {
  const active = await activeConnections(bus);
  const up = new Set(active.kind === "value" ? active.value.map(({ uuid }) => uuid) : []);
  const gone = parseNote(note).filter(({ uuid }) => !up.has(uuid));
  const inOrder = gone.toSorted((a, b) => Number(isVpn(a)) - Number(isVpn(b)));
  return (await Promise.all(inOrder.map((one) => describeLost(bus, one)))).flatMap((lost) => lost ?? []);
}

/** No profile any more: the user has deleted it, so nothing is lost. */
const DELETED = "org.freedesktop.NetworkManager.Settings.InvalidConnection";

async function describeLost(bus: Bus, noted: Noted): Promise<Lost | undefined> {
  const profile = await profileOf(bus, noted.uuid);
  if (profile.kind === "error" && profile.code === DELETED) return undefined;
  // "/" names no profile: NetworkManager refuses it, and the loss is reported.
  return { what: describeNoted(noted), call: activate(profile.kind === "value" ? profile.value : "/"), loud: isVpn(noted) };
}

function describeNoted(noted: Noted): string {
  if (isVpn(noted)) return `VPN ${noted.id}`;
  return noted.type === "802-11-wireless" ? `Wi-Fi network ${noted.id}` : `mobile connection ${noted.id}`;
}

/** The journal may be damaged: what is not a note is none. */
function parseNote(note: string): readonly Noted[] {
  try {
    const parsed: unknown = JSON.parse(note);
    return Array.isArray(parsed) ? parsed.filter(isNoted) : [];
  } catch {
    return [];
  }
}

function isNoted(it: unknown): it is Noted {
  if (typeof it !== "object" || it === null) return false;
  const { uuid, id, type, vpn } = it as Partial<Record<keyof Noted, unknown>>;
  return [uuid, id, type].every((text) => typeof text === "string") && typeof vpn === "boolean";
}
