// SPDX-License-Identifier: MIT
import { asRecord } from "../machine/bus-values.ts";
import type { Bus, Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Use } from "./knob.ts";
import { networkDrives } from "./network-drives.ts";
import { activeConnections, profileSettings } from "./network-manager.ts";
import { processesNamed } from "./process-names.ts";
import { type RadioLinks, radioLinks } from "./radio-links.ts";
import { remoteSessions, SESSION_SERVERS, type Traffic } from "./remote-sessions.ts";
import { parseSockets, type Socket } from "./sockets.ts";
import { steadyTraffic } from "./steady-traffic.ts";

/**
 * What would be cut if a radio went off now. Incoming sessions refuse: whoever works from afar would lose the machine. The
 * user's own use is asked about; traffic is measured only where nothing else was found, since that takes time.
 */
export async function networkUses(machine: Machine, type: "wlan" | "wwan"): Promise<readonly Use[]> {
  const { files, bus } = machine;
  const links = radioLinks(files, type);
  if (links.up.length === 0) return [];
  const programs = processesNamed(files, [...SESSION_SERVERS, "ssh"]);
  const traffic: Traffic = { links, tcp: sockets(files, "tcp"), udp: sockets(files, "udp"), programs };
  const sessions = (await remoteSessions(machine, traffic)).map((what): Use => ({ what, gravity: "refuse" }));
  const own = [
    ...outgoingSsh(traffic),
    ...networkDrives(files, links),
    ...(await hotspots(bus, links, type)),
    ...calls(files, links),
  ];
  const uses = [...sessions, ...own.map((what): Use => ({ what, gravity: "ask" }))];
  if (uses.length > 0) return uses;
  const streaming = await steadyTraffic(machine, links.up);
  return streaming === undefined ? [] : [{ what: streaming, gravity: "ask" }];
}

function sockets(files: Files, protocol: "tcp" | "udp"): readonly Socket[] {
  return [protocol, `${protocol}6`].flatMap((name) => parseSockets(valueOr(files.read(`/proc/net/${name}`), "")));
}

const SSH_PORT = 22;

/** Connections to port 22, and an ssh whose connection goes to another port and so cannot be told from the rest. */
function outgoingSsh({ links, tcp, programs }: Traffic): readonly string[] {
  const outgoing = tcp.filter(({ remote, state }) => state === "established" && remote.port === SSH_PORT);
  const carried = outgoing
    .filter(({ local }) => links.carriesFrom(local.address))
    .map(({ remote }) => `ssh to ${remote.address}`);
  const clients = programs.filter(({ name }) => name === "ssh");
  const found = clients.length > outgoing.length ? [...carried, "ssh to another machine"] : carried;
  return [...new Set(found)];
}

/** Connections that others use through this machine: as an access point, or by sharing what this radio brings. */
async function hotspots(bus: Bus, links: RadioLinks, type: "wlan" | "wwan"): Promise<readonly string[]> {
  const active = await activeConnections(bus);
  const named = valueOr(active, []).map(async ({ id, profile }) => {
    const settings = await profileSettings(bus, profile);
    const inMode = (group: string, key: string, mode: string): boolean => asRecord(settings[group])[key] === mode;
    const isAccessPoint = type === "wlan" && inMode("802-11-wireless", "mode", "ap");
    const isShared = inMode("ipv4", "method", "shared") || inMode("ipv6", "method", "shared");
    return isAccessPoint || (isShared && links.carriesDefault()) ? [`hotspot ${id}`] : [];
  });
  return (await Promise.all(named)).flat();
}

/** A microphone that records is taken for a call, if the world is reached over the radio. */
function calls(files: Files, links: RadioLinks): readonly string[] {
  return links.carriesDefault() && isRecording(files) ? ["the microphone is in use: a call?"] : [];
}

/** ALSA's capture devices: /proc/asound/card0/pcm0c/sub0/status. */
function isRecording(files: Files): boolean {
  const below = (folder: string, pattern: RegExp): readonly string[] =>
    valueOr(files.list(folder), []).flatMap((name) => (pattern.test(name) ? [`${folder}/${name}`] : []));
  const streams = below("/proc/asound", /^card\d+$/)
    .flatMap((card) => below(card, /^pcm\d+c$/))
    .flatMap((pcm) => below(pcm, /^sub\d+$/));
  return streams.some((stream) => /^state: RUNNING$/m.test(valueOr(files.read(`${stream}/status`), "")));
}
