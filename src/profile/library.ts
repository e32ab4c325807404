// SPDX-License-Identifier: MIT
import { basename, join } from "node:path";
import type { Files } from "../machine/doors.ts";
import { type Family, type ResolvedProfile, resolveProfile } from "./extend.ts";
import type { KnobGrammars } from "./grammars.ts";
import { asError, invalid, type Mistakes, wholeFile } from "./mistake.ts";
import { type ProfileDraft, type ProfileSource, parseProfile } from "./parse.ts";
import type { ProfilePlace } from "./places.ts";
import type { Profile } from "./profile.ts";
import { fileNamed, findProfiles, profileNamed, type Shelf } from "./shelf.ts";
import { readSource } from "./source.ts";

/** All profiles of a caller. Folders and files are read anew with every call. */
export interface ProfileLibrary {
  /** Every profile, sound or not, by name. */
  list(): readonly ListedProfile[];
  /** Throws `TravelError`: PROFILE_UNKNOWN, PROFILE_INVALID (a line for each mistake) or PROFILE_UNSAFE. */
  load(name: string): Profile;
  /** Examines a profile by name, or a file by its absolute path. Throws PROFILE_UNKNOWN where there is none. */
  check(nameOrPath: string): ResolvedProfile | Mistakes;
}

export interface ListedProfile {
  readonly name: string;
  /** Null for a profile that cannot be used. */
  readonly title: string | null;
  readonly source: string;
  /** Files of the same name that this one hides, the nearest first. */
  readonly shadowed: readonly string[];
  /** How many mistakes keep it from being used, those in profiles that it extends included. */
  readonly mistakes: number;
}

export interface LibraryOptions {
  readonly grammars: KnobGrammars;
  /** Root uses no file that somebody else can write. */
  readonly asRoot: boolean;
}

/** The profiles in these places; a later place shadows earlier ones by name. */
export function profileLibrary(files: Files, places: readonly ProfilePlace[], options: LibraryOptions): ProfileLibrary {
  const read = (source: ProfileSource): ProfileDraft | Mistakes => readDraft(files, places, options, source);
  const examine = (source: ProfileSource, shelf: Shelf): ResolvedProfile | Mistakes => {
    const draft = read(source);
    return draft.kind === "mistakes" ? draft : resolveProfile(draft, familyOf(shelf, read));
  };
  return {
    list: () => {
      const shelf = findProfiles(files, places);
      return [...shelf.paths.keys()].sort().map((name) => listed(name, shelf, (source) => examine(source, shelf)));
    },
    load: (name) => {
      const shelf = findProfiles(files, places);
      const found = examine(profileNamed(name, shelf), shelf);
      if (found.kind === "mistakes") throw asError(found);
      return found.profile;
    },
    check: (nameOrPath) => {
      const shelf = findProfiles(files, places);
      return examine(isPath(nameOrPath) ? fileNamed(nameOrPath, files) : profileNamed(nameOrPath, shelf), shelf);
    },
  };
}

function readDraft(
  files: Files,
  places: readonly ProfilePlace[],
  { grammars, asRoot }: LibraryOptions,
  source: ProfileSource,
): ProfileDraft | Mistakes {
  const shipped = places.some(({ kind, folder }) => kind === "shipped" && source.path === join(folder, basename(source.path)));
  const found = readSource(files, source.path, asRoot && !shipped);
  if (found.kind === "absent") return invalid(source.path, [wholeFile("is not there")]);
  return found.kind === "text" ? parseProfile(found.text, source, grammars) : found;
}

const familyOf = ({ paths }: Shelf, read: (source: ProfileSource) => ProfileDraft | Mistakes): Family => ({
  names: [...paths.keys()],
  find: (name, child) => {
    const all = paths.get(name) ?? [];
    const [path] = name === child.source.name ? all.slice(all.indexOf(child.source.path) + 1) : all;
    return path === undefined ? undefined : read({ name, path });
  },
});

function listed(name: string, { paths }: Shelf, examine: (source: ProfileSource) => ResolvedProfile | Mistakes): ListedProfile {
  const [source = "", ...shadowed] = paths.get(name) ?? [];
  const found = examine({ name, path: source });
  return found.kind === "profile"
    ? { name, title: found.profile.title, source, shadowed, mistakes: 0 }
    : { name, title: null, source, shadowed, mistakes: found.mistakes.length };
}

const isPath = (nameOrPath: string): boolean => nameOrPath.includes("/");
