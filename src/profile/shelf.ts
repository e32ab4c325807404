// SPDX-License-Identifier: MIT
import { basename, join } from "node:path";
import { TravelError } from "../errors.ts";
import type { Files } from "../machine/doors.ts";
import { nearest } from "./nearest.ts";
import type { ProfileSource } from "./parse.ts";
import type { ProfilePlace } from "./places.ts";
import { PROFILE_NAME } from "./schema.ts";
import { shownValue } from "./wording.ts";

/** What lies in the places. */
export interface Shelf {
  /** Files by the profile's name, the one that counts first. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Folders that could not be looked into, with the reason. */
  readonly closed: readonly string[];
}

/** Looks for `NAME.toml`; files of other names are nobody's business here. */
export function findProfiles(files: Files, places: readonly ProfilePlace[]): Shelf {
  const paths = new Map<string, readonly string[]>();
  const closed: string[] = [];
  for (const { folder } of places) {
    const found = files.list(folder);
    if (found.kind === "error") closed.push(`${folder} (${found.code})`);
    for (const file of found.kind === "value" ? found.value : []) {
      const name = nameOf(file);
      if (name !== undefined) paths.set(name, [join(folder, file), ...(paths.get(name) ?? [])]);
    }
  }
  return { paths, closed };
}

/** Where the profile of that name is read from. Throws PROFILE_UNKNOWN with the nearest name there is. */
export function profileNamed(name: string, { paths, closed }: Shelf): ProfileSource {
  const path = paths.get(name)?.[0];
  if (path !== undefined) return { name, path };
  const near = nearest(name, paths.keys());
  const hint = near === undefined ? namesIn(paths) : `did you mean ${near}?`;
  const unseen = closed.length === 0 ? "" : `; could not look into ${closed.join(", ")}`;
  throw new TravelError("PROFILE_UNKNOWN", `there is no profile ${shownValue(name)}; ${hint}${unseen}`);
}

const namesIn = (paths: Shelf["paths"]): string =>
  paths.size === 0 ? "no profiles were found" : `profiles are: ${[...paths.keys()].sort().join(", ")}`;

/** A file anywhere, by its absolute path. Throws PROFILE_UNKNOWN where there is none, or none that could be a profile. */
export function fileNamed(path: string, files: Files): ProfileSource {
  const name = nameOf(basename(path));
  if (name === undefined)
    throw new TravelError(
      "PROFILE_UNKNOWN",
      `${path} is no profile: its file is named in lower-case letters, digits and dashes, and ends in .toml`,
    );
  if (files.stat(path).kind === "absent") throw new TravelError("PROFILE_UNKNOWN", `there is no file ${path}`);
  return { name, path };
}

function nameOf(file: string): string | undefined {
  const name = file.endsWith(".toml") ? file.slice(0, -".toml".length) : "";
  return PROFILE_NAME.test(name) ? name : undefined;
}
