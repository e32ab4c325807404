// SPDX-License-Identifier: MIT
import type { BusName } from "../../machine/bus-names.ts";
import type { DesktopNames } from "../desktop-names.ts";
import type { Living } from "./everyone.ts";

/** The names that one of them owns; null where the names are not known, or who owns one. */
export function ownedNames(names: readonly BusName[] | null, members: readonly Living[]): readonly string[] | null {
  const pids = new Set(members.map(({ record }) => record.pid));
  return names?.flatMap(({ name, pid }) => (pid !== null && pids.has(pid) ? [name] : [])) ?? null;
}

/**
 * Of a user's own bus: the names that others call and would wait for. Not those that an application takes only to run once, or to be
 * remote-controlled, since whoever calls them does so because a person turns to that application:
 * - media players' (MPRIS), which panels ask without waiting;
 * - Firefox's and Thunderbird's, by which a second start finds the first;
 * - a name with the owner's own pid in it ("org.kde.kate-4711"): nobody else knows it beforehand; a sandboxed one's icon in a panel
 *   ("org.kde.StatusNotifierItem-2-1") has the pid that it has inside;
 * - the id of an application that stands in menus (GApplication): the same name is its desktop file's.
 * On the system bus every name counts.
 */
export function calledNames(owned: readonly string[], members: readonly Living[], nameOf: DesktopNames): readonly string[] {
  const pids = members.map(({ record }) => String(record.pid));
  const isOwn = (name: string): boolean =>
    ONLY_ITS_OWN.some((prefix) => name.startsWith(prefix)) || name.split(/\D+/u).some((part) => pids.includes(part));
  return owned.filter((name) => !isOwn(name) && nameOf(name) === null);
}

const ONLY_ITS_OWN: readonly string[] = [
  "org.mpris.MediaPlayer2.",
  "org.mozilla.firefox.",
  "org.mozilla.thunderbird.",
  "org.kde.StatusNotifierItem-",
];
