// SPDX-License-Identifier: MIT
import { isAbsolute, join } from "node:path";
import type { Caller, Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** Answers the name that an application has in menus; null where no desktop file of that id is found. */
export type DesktopNames = (desktopId: string) => string | null;

/** Looked up when asked for, each once. The names come from files that anybody may have installed: they are text, and no more. */
export function desktopNames(files: Files, caller: Pick<Caller, "home" | "env">): DesktopNames {
  const known = new Map<string, string | null>();
  const folders = foldersFor(caller);
  return (desktopId) => {
    const before = known.get(desktopId);
    if (before !== undefined) return before;
    const name = isFileName(desktopId) ? lookUp(files, folders, desktopId) : null;
    known.set(desktopId, name);
    return name;
  };
}

/** XDG Base Directory Specification, and where Flatpak and Snap put theirs when the session has not been told. */
function foldersFor({ home, env }: Pick<Caller, "home" | "env">): readonly string[] {
  const { XDG_DATA_HOME = "", XDG_DATA_DIRS = "" } = env;
  const own = isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(home, ".local/share");
  const shared = XDG_DATA_DIRS.split(":").filter(isAbsolute);
  const data = [own, ...(shared.length > 0 ? shared : ["/usr/local/share", "/usr/share"])];
  const flatpak = [join(own, "flatpak/exports/share"), "/var/lib/flatpak/exports/share"];
  return [
    ...new Set([...[...data, ...flatpak].map((folder) => join(folder, "applications")), "/var/lib/snapd/desktop/applications"]),
  ];
}

/** The id comes from a cgroup's name, which its owner chooses: it may not lead elsewhere. */
const isFileName = (id: string): boolean => /^[\w.@:+-]+$/u.test(id) && !id.startsWith(".");

function lookUp(files: Files, folders: readonly string[], id: string): string | null {
  for (const folder of folders) {
    const name = nameIn(valueOr(files.read(`${folder}/${id}.desktop`), ""));
    if (name !== null) return name;
  }
  return null;
}

/** The Name of the main group (Desktop Entry Specification), not that of one of its actions. */
function nameIn(text: string): string | null {
  const main = text.split(/^\[/mu).find((group) => group.startsWith("Desktop Entry]")) ?? "";
  return /^Name[ \t]*=[ \t]*(.*\S)/mu.exec(main)?.[1] ?? null;
}
