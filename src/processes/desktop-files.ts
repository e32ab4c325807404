// SPDX-License-Identifier: MIT
import { isAbsolute, join } from "node:path";
import type { Caller, Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** The main group of the desktop file with that id (Desktop Entry Specification), not those of its actions; null where there is none. */
export function desktopEntry(files: Files, folders: readonly string[], id: string): string | null {
  if (!isFileName(id)) return null;
  for (const folder of folders) {
    const text = valueOr(files.read(`${folder}/${id}.desktop`), "");
    const main = text.split(/^\[/mu).find((group) => group.startsWith("Desktop Entry]"));
    if (main !== undefined) return main;
  }
  return null;
}

/** A key's text in such a group; null where it is missing. */
export const entryValue = (entry: string, key: "Name" | "Exec"): string | null =>
  new RegExp(`^${key}[ \\t]*=[ \\t]*(.*\\S)`, "mu").exec(entry)?.[1] ?? null;

/** Where desktop files are: XDG Base Directory Specification, and where Flatpak and Snap put theirs when the session has not been told. */
export function desktopFolders({ home, env }: Pick<Caller, "home" | "env">): readonly string[] {
  const { XDG_DATA_HOME = "", XDG_DATA_DIRS = "" } = env;
  const own = isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(home, ".local/share");
  const shared = XDG_DATA_DIRS.split(":").filter(isAbsolute);
  const data = [own, ...(shared.length > 0 ? shared : ["/usr/local/share", "/usr/share"])];
  const flatpak = [join(own, "flatpak/exports/share"), "/var/lib/flatpak/exports/share"];
  return [
    ...new Set([...[...data, ...flatpak].map((folder) => join(folder, "applications")), "/var/lib/snapd/desktop/applications"]),
  ];
}

/** An id may come from a cgroup's name, which its owner chooses: it may not lead elsewhere. */
const isFileName = (id: string): boolean => /^[\w.@:+-]+$/u.test(id) && !id.startsWith(".");
