// SPDX-License-Identifier: MIT
import { posix } from "node:path";
import { commandLink, type Layout, namesPaths, type Part, partsOf, withPaths } from "./layout.ts";
import { both, type Manifest, sumOf } from "./manifest.ts";

/** What is to be where: every file with its text, and the link. */
export interface Wanted {
  readonly files: readonly WantedFile[];
  readonly link: { readonly path: string; readonly target: string };
}

export interface WantedFile extends Part {
  readonly bytes: Uint8Array;
}

/** The installation of a package (its files' names, and how to read one) with Node at this path. */
export function wantedFrom(
  present: readonly string[],
  read: (name: string) => Uint8Array,
  { layout, node }: { readonly layout: Layout; readonly node: string },
): Wanted {
  const bytesOf = (part: Part): Uint8Array => {
    const bytes = read(part.from);
    return namesPaths(part) ? Buffer.from(withPaths(Buffer.from(bytes).toString("utf8"), layout, node)) : bytes;
  };
  const files = partsOf(present, layout).map((part) => ({ ...part, bytes: bytesOf(part) }));
  return { files, link: commandLink(layout) };
}

/** What lies at a path now: a file's sum, a link's target, or something else. */
export type Found = { readonly kind: "none" | "other" } | { readonly kind: "file" | "link"; readonly is: string };

/** Whose is what lies where something of ours is to lie? */
export interface Judged {
  readonly write: readonly WantedFile[];
  /** Ours once, changed by hand since: stays. */
  readonly kept: readonly string[];
  /** There, and never ours. */
  readonly foreign: readonly string[];
  /** Of an earlier version, no longer needed. */
  readonly stale: readonly string[];
}

/** Files of the program itself are always renewed; of what lies elsewhere, the administrator's changes are kept. */
export function judge(wanted: Wanted, before: Manifest, find: (path: string) => Found, program: string): Judged {
  const owners = new Map(wanted.files.map((file) => [file.to, ownerOf(file, before, find(file.to), program)]));
  const paths = [...owners].map(([path, owner]) => ({ path, owner }));
  const link = find(wanted.link.path);
  const linkIsOurs =
    link.kind === "none" || (link.kind === "link" && [wanted.link.target, before.links.get(wanted.link.path)].includes(link.is));
  return {
    write: wanted.files.filter(({ to }) => owners.get(to) === "ours"),
    kept: paths.flatMap(({ path, owner }) => (owner === "changed" ? [path] : [])),
    foreign: [
      ...paths.flatMap(({ path, owner }) => (owner === "foreign" ? [path] : [])),
      ...(linkIsOurs ? [] : [wanted.link.path]),
    ],
    stale: [...before.files.keys()].filter((path) => !owners.has(path)),
  };
}

function ownerOf(file: WantedFile, before: Manifest, found: Found, program: string): "ours" | "changed" | "foreign" {
  if (found.kind === "none" || file.to.startsWith(`${program}/`)) return "ours";
  const sums = before.files.get(file.to);
  if (found.kind === "file" && [sumOf(file.bytes), ...(sums ?? [])].includes(found.is)) return "ours";
  return sums === undefined ? "foreign" : "changed";
}

/** The manifests to write first, while either version may lie there, and last; what was kept keeps its old sums. */
export function manifestsFor(
  wanted: Wanted,
  before: Manifest,
  { kept }: Pick<Judged, "kept">,
  made: readonly string[],
): { readonly meanwhile: Manifest; readonly after: Manifest } {
  const sums = wanted.files.map(({ to, bytes }): [string, readonly string[]] => [
    to,
    kept.includes(to) ? (before.files.get(to) ?? []) : [sumOf(bytes)],
  ]);
  const folders = [...new Set([...before.folders, ...made])].sort();
  const after = { files: new Map(sums), links: new Map([[wanted.link.path, wanted.link.target]]), folders };
  return { meanwhile: both(before, after), after };
}

/** The folders of these paths and theirs that are not there, parents first. */
export function missingFolders(paths: readonly string[], exists: (path: string) => boolean): readonly string[] {
  const missing = new Set<string>();
  const look = (folder: string): void => {
    if (folder === "/" || missing.has(folder) || exists(folder)) return;
    look(posix.dirname(folder));
    missing.add(folder);
  };
  for (const path of paths) look(posix.dirname(path));
  return [...missing].sort();
}
