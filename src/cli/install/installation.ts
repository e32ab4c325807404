// SPDX-License-Identifier: MIT
import { posix } from "node:path";
import type { InstallerFiles } from "../../machine/installer-files.ts";
import type { Writing } from "../../machine/reading.ts";
import { type Found, type Judged, judge, manifestsFor, missingFolders, type Wanted } from "./install-plan.ts";
import { LOCAL } from "./layout.ts";
import { EMPTY, type Manifest, manifestText, parseManifest, sumOf } from "./manifest.ts";
import type { Removal } from "./removal-plan.ts";

const MANIFEST = `${LOCAL.program}/manifest`;

/** What was installed here; nothing where no manifest is. Throws what cannot be read, as `Error`. */
export function installedHere(files: InstallerFiles): Manifest | null {
  const text = files.read(MANIFEST);
  if (text.kind === "error") throw new Error(`${MANIFEST} cannot be read (${text.code})`);
  return text.kind === "value" ? parseManifest(Buffer.from(text.value).toString("utf8")) : null;
}

/** What lies at a path now. */
export const finder =
  (files: InstallerFiles) =>
  (path: string): Found => {
    const link = files.readLink(path);
    if (link.kind === "value") return { kind: "link", is: link.value };
    const bytes = files.read(path);
    if (bytes.kind === "value") return { kind: "file", is: sumOf(bytes.value) };
    return { kind: bytes.kind === "absent" ? "none" : "other" };
  };

/** What an installation would do, before anything is done. */
export interface Prepared extends Judged {
  readonly wanted: Wanted;
  readonly before: Manifest;
  readonly folders: readonly string[];
}

export function prepare(wanted: Wanted, files: InstallerFiles): Prepared {
  const before = installedHere(files) ?? EMPTY;
  const judged = judge(wanted, before, finder(files), LOCAL.program);
  const paths = [...judged.write.map(({ to }) => to), wanted.link.path, MANIFEST];
  return { ...judged, wanted, before, folders: missingFolders(paths, files.exists) };
}

/**
 * Puts everything in its place. The manifest goes first, so that an installation that dies half-way can be removed or done again.
 * Throws an `Error` with path and reason at the first that cannot be written; what is there by then stands in the manifest.
 */
export function install({ wanted, before, folders, ...judged }: Prepared, files: InstallerFiles): void {
  const { meanwhile, after } = manifestsFor(wanted, before, judged, folders);
  const record = (manifest: Manifest): void => must(files.write(MANIFEST, Buffer.from(manifestText(manifest)), 0o644));
  const [forManifest, others] = [folders.filter((it) => isAbove(it, MANIFEST)), folders.filter((it) => !isAbove(it, MANIFEST))];
  for (const folder of forManifest) must(files.makeFolder(folder));
  record(meanwhile);
  for (const folder of others) must(files.makeFolder(folder));
  for (const { to, bytes, mode } of judged.write) must(files.write(to, bytes, mode));
  must(files.link(wanted.link.path, wanted.link.target));
  removeStale(judged.stale, before, files);
  record(after);
}

const isAbove = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

/** What an earlier version has left, as far as nobody has changed it; folders that it leaves empty go as well. */
function removeStale(paths: readonly string[], before: Manifest, files: InstallerFiles): void {
  const find = finder(files);
  for (const path of paths) {
    const found = find(path);
    if (found.kind === "file" && before.files.get(path)?.includes(found.is)) must(files.remove(path));
    if (before.folders.includes(posix.dirname(path))) must(files.removeEmpty(posix.dirname(path)));
  }
}

/** Takes away what an installation has put there; the manifest goes last. Throws an `Error` with path and reason. */
export function uninstall({ remove, folders }: Removal, files: InstallerFiles): void {
  for (const path of remove) must(files.remove(path));
  must(files.remove(MANIFEST));
  for (const folder of folders) must(files.removeEmpty(folder));
}

function must(outcome: Writing): void {
  if (outcome.kind === "error") throw new Error(outcome.detail ?? `${outcome.where}: ${outcome.code}`);
}
