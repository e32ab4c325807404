// SPDX-License-Identifier: MIT
import type { Commands, Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { environmentOf } from "./environment.ts";
import type { Living } from "./everyone.ts";
import type { OpenFile } from "./open-files.ts";

/** Through what a program may have windows. */
export type Display = "wayland" | "x11" | "none";

/** Sockets' inodes that are connected to a display. */
export type DisplayClients = ReadonlyMap<string, Exclude<Display, "none">>;

const TIMEOUT_MS = 3000;

/**
 * The sockets of all clients of displays; null where iproute2's `ss` is not there to ask the kernel. /proc/net/unix does not do: it tells
 * the path at the server's end, and not who is at the other.
 */
export async function displayClients(commands: Commands): Promise<DisplayClients | null> {
  const result = valueOr(await commands.run(["ss", "-xnH"], { timeoutMs: TIMEOUT_MS }), null);
  return result?.status === 0 ? new Map(result.stdout.split("\n").flatMap(clientIn)) : null;
}

/** "u_str ESTAB 0 0 /run/user/1000/wayland-0 23891 * 23890": the server's end, and its peer's inode. */
function clientIn(line: string): readonly (readonly [string, "wayland" | "x11"])[] {
  const [, path = "", inode = ""] = /^\S+\s+ESTAB\s+\d+\s+\d+\s+(\S.*) \d+\s+\S+ (\d+)\s*$/u.exec(line) ?? [];
  if (/\/wayland-[^/]*$/u.test(path)) return [[inode, "wayland"]];
  return /\/\.X11-unix\/X\d+$/u.test(path) ? [[inode, "x11"]] : [];
}

/**
 * Whether one of them is a client of a display, which is as near as one comes to having a window. Without `ss` only a program that was told of
 * no display is known to have none.
 */
export function displayOf(
  files: Files,
  members: readonly Living[],
  { clients, opened }: { readonly clients: DisplayClients | null; readonly opened: readonly OpenFile[] | null },
): Display | null {
  if (opened === null) return null;
  if (clients === null) return members.every(({ record }) => wasToldOfNone(files, record.pid)) ? "none" : null;
  const kinds = new Set(opened.map(({ target }) => clients.get(/^socket:\[(\d+)\]$/u.exec(target)?.[1] ?? "")));
  return kinds.has("wayland") ? "wayland" : kinds.has("x11") ? "x11" : "none";
}

function wasToldOfNone(files: Files, pid: number): boolean {
  const environment = environmentOf(files, pid);
  return environment !== null && !["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].some((name) => environment.has(name));
}
