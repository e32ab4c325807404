// SPDX-License-Identifier: MIT
import type { Argv } from "../../machine/as-user.ts";
import type { Files, Machine } from "../../machine/doors.ts";
import { applicationOf } from "../application.ts";
import { programName } from "../program-name.ts";
import { environmentOf } from "./environment.ts";
import { type Everyone, everyone, type Living } from "./everyone.ts";
import { pidInHyprland, pidInSwayTree, pidInXprop, windowInXprop } from "./focused-window.ts";
import { usersAnswer } from "./users-answer.ts";

/**
 * The units whose window has the focus, for each user whose session can be asked: sway, Hyprland, and X11 where `xprop` is installed. GNOME and
 * Plasma on Wayland tell no stranger, so there, and wherever nobody answers, it is not known and none is named.
 */
export async function focusedUnits(machine: Machine): Promise<readonly string[]> {
  const all = everyone(machine);
  const pids = await Promise.all(sessionsIn(machine.files, all).map((session) => focusedPid(machine, session)));
  return pids.flatMap((pid) => unitOf(pid === null ? undefined : all.byPid.get(pid)) ?? []);
}

/** Somebody's graphical session, as a program that was started in it knows it. */
interface GraphicalSession {
  readonly uid: number;
  readonly kind: "sway" | "hyprland" | "x11";
  /** "SWAYSOCK=/run/user/1000/sway-ipc.1000.2101.sock": what a client needs, as env(1) takes it. */
  readonly variables: readonly string[];
}

/** One for each user: the newest program knows the session that is there now. */
function sessionsIn(files: Files, { byPid }: Everyone): readonly GraphicalSession[] {
  const found = new Map<number, GraphicalSession>();
  for (const { record, identity } of [...byPid.values()].toSorted(
    (one, other) => other.record.startTicks - one.record.startTicks,
  )) {
    const { uid } = identity;
    if (uid === null || uid === 0 || found.has(uid)) continue;
    const session = sessionFrom(environmentOf(files, record.pid));
    if (session !== null) found.set(uid, { uid, ...session });
  }
  return [...found.values()];
}

/** A display of X11 beside one of Wayland is Xwayland's, whose focus is only the half of it. */
function sessionFrom(environment: ReturnType<typeof environmentOf>): Omit<GraphicalSession, "uid"> | null {
  const given = (name: string, shape: RegExp): readonly string[] => {
    const text = environment?.get(name) ?? "";
    return shape.test(text) ? [`${name}=${text}`] : [];
  };
  const [sway, hyprland] = [given("SWAYSOCK", PATH), given("HYPRLAND_INSTANCE_SIGNATURE", /^[\w.-]{1,128}$/u)];
  if (sway.length > 0) return { kind: "sway", variables: sway };
  if (hyprland.length > 0) return { kind: "hyprland", variables: hyprland };
  const display = given("DISPLAY", /^:\d{1,5}(\.\d{1,3})?$/u);
  if (display.length === 0 || environment?.has("WAYLAND_DISPLAY") === true) return null;
  return { kind: "x11", variables: [...display, ...given("XAUTHORITY", PATH)] };
}

const PATH = /^\/[^\p{Cc}]{1,255}$/u;

async function focusedPid(machine: Machine, { uid, kind, variables }: GraphicalSession): Promise<number | null> {
  const ask = async (...argv: Argv): Promise<string> => (await usersAnswer(machine, uid, ["env", ...variables, ...argv])) ?? "";
  if (kind === "sway") return pidInSwayTree(await ask("swaymsg", "-r", "-t", "get_tree"));
  if (kind === "hyprland") return pidInHyprland(await ask("hyprctl", "activewindow", "-j"));
  const window = windowInXprop(await ask("xprop", "-root", "-notype", "_NET_ACTIVE_WINDOW"));
  return window === null ? null : pidInXprop(await ask("xprop", "-id", window, "-notype", "_NET_WM_PID"));
}

function unitOf(living: Living | undefined): string | null {
  if (living === undefined) return null;
  const { record, identity } = living;
  const program = programName(record.name, identity.commandLine);
  return applicationOf({ cgroup: identity.cgroup, isKernelThread: record.isKernelThread, program }).unit;
}
