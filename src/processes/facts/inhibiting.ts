// SPDX-License-Identifier: MIT
import type { Everyone, Living } from "./everyone.ts";
import type { Inhibitor } from "./inhibitors.ts";

/** A program that may be the one that inhibits. */
export interface Suspect {
  readonly members: readonly Living[];
  /** What its processes, units and desktop file are called. */
  readonly names: readonly string[];
}

/**
 * What a program inhibits. An application that names itself by a name that nothing running has may be any: null, unless something is found
 * that is certain.
 */
export function inhibitedBy(
  inhibitors: readonly Inhibitor[] | null,
  { members, names }: Suspect,
  all: Everyone,
): readonly string[] | null {
  if (inhibitors === null) return null;
  const own = inhibitors.filter(({ by }) =>
    "pid" in by ? members.some(({ record }) => record.pid === by.pid) : names.some((name) => isSame(name, by.application)),
  );
  if (own.length > 0) return own.map(({ what }) => what);
  return inhibitors.some(({ by }) => "application" in by && !isSomeoneElse(by.application, all)) ? null : [];
}

const isSomeoneElse = (application: string, { byPid }: Everyone): boolean =>
  [...byPid.values()].some(({ record, identity }) =>
    [record.name, ...(identity.cgroup?.split("/") ?? []).filter(isApplication)].some((name) => isSame(name, application)),
  );

/** Units of applications; "user.slice" and "session.slice" are around everything. */
const isApplication = (part: string): boolean => /^(?:app-|snap\.|dbus-)/u.test(part);

/** "org.mozilla.firefox", "firefox.desktop", "Firefox" and "app-gnome-firefox-2101.scope" are all one. */
function isSame(name: string, application: string): boolean {
  const [one, other] = [lastWord(name), lastWord(application)];
  return one !== "" && (one === other || name.toLowerCase().split(/[-@]/u).includes(other));
}

const lastWord = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\.(?:desktop|service|scope|slice)$/u, "")
    .split(".")
    .at(-1) ?? "";
