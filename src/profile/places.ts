// SPDX-License-Identifier: MIT
import { isAbsolute, join } from "node:path";
import type { Caller } from "../machine/doors.ts";

/** A folder of profiles. Shipped ones come with the program and are trusted as it is. */
export interface ProfilePlace {
  readonly folder: string;
  readonly kind: "shipped" | "system" | "user";
}

const SYSTEM = "/etc/travelmode";

/** Where the caller's profiles are; each place shadows those before it. */
export const profilePlaces = (shippedFolder: string, caller: Pick<Caller, "home" | "env">): readonly ProfilePlace[] => [
  { folder: shippedFolder, kind: "shipped" },
  { folder: join(SYSTEM, "profiles"), kind: "system" },
  { folder: join(ownFolder(caller), "profiles"), kind: "user" },
];

/** Where the caller's configuration is; each file goes over those before it. */
export const configPaths = (caller: Pick<Caller, "home" | "env">): readonly string[] => [
  join(SYSTEM, "config.toml"),
  join(ownFolder(caller), "config.toml"),
];

/** XDG Base Directory Specification: a value that is empty or no absolute path counts as none. */
function ownFolder({ home, env }: Pick<Caller, "home" | "env">): string {
  const configured = env["XDG_CONFIG_HOME"] ?? "";
  return join(isAbsolute(configured) ? configured : join(home, ".config"), "travelmode");
}
