// SPDX-License-Identifier: MIT
import type { Caller, Files } from "../machine/doors.ts";
import { desktopEntry, desktopFolders, entryValue } from "./desktop-files.ts";

/** Answers the name that an application has in menus; null where no desktop file of that id is found. */
export type DesktopNames = (desktopId: string) => string | null;

/** Looked up when asked for, each once. The names come from files that anybody may have installed: they are text, and no more. */
export function desktopNames(files: Files, caller: Pick<Caller, "home" | "env">): DesktopNames {
  const known = new Map<string, string | null>();
  const folders = desktopFolders(caller);
  return (desktopId) => {
    const before = known.get(desktopId);
    if (before !== undefined) return before;
    const entry = desktopEntry(files, folders, desktopId);
    const name = entry === null ? null : entryValue(entry, "Name");
    known.set(desktopId, name);
    return name;
  };
}
