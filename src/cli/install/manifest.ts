// SPDX-License-Identifier: MIT
import { createHash } from "node:crypto";

/** What an installation has put where. */
export interface Manifest {
  /** By path: the SHA-256 sums (hexadecimal) of what may lie there as ours; two while an upgrade is under way. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** By path: where the link leads. */
  readonly links: ReadonlyMap<string, string>;
  /** The folders that were made, parents first. */
  readonly folders: readonly string[];
}

export const EMPTY: Manifest = { files: new Map(), links: new Map(), folders: [] };

export const sumOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const HEAD = "# What `travelmode install` has put where; `travelmode uninstall` removes it.";

/** A line each: `file SUM PATH`, `link TARGET PATH`, `folder PATH`. */
export function manifestText({ files, links, folders }: Manifest): string {
  return [
    HEAD,
    ...folders.map((path) => `folder ${path}`),
    ...[...files].flatMap(([path, sums]) => sums.map((sum) => `file ${sum} ${path}`)),
    ...[...links].map(([path, target]) => `link ${target} ${path}`),
    "",
  ].join("\n");
}

/** Reads what `manifestText` writes; lines that are none of its are passed over, so that nothing unknown is ever removed. */
export function parseManifest(text: string): Manifest {
  const files = new Map<string, readonly string[]>();
  for (const [, sum = "", path = ""] of text.matchAll(/^file ([0-9a-f]{64}) (\/.+)$/gm))
    files.set(path, [...(files.get(path) ?? []), sum]);
  const links = [...text.matchAll(/^link (\S+) (\/.+)$/gm)].map(([, target = "", path = ""]) => [path, target] as const);
  const folders = [...text.matchAll(/^folder (\/.+)$/gm)].map(([, path = ""]) => path);
  return { files, links: new Map(links), folders };
}

/** What may lie there while one gives way to the other: whichever is found is ours. */
export function both(older: Manifest, newer: Manifest): Manifest {
  const files = new Map(older.files);
  for (const [path, sums] of newer.files) files.set(path, [...new Set([...(files.get(path) ?? []), ...sums])]);
  return {
    files,
    links: new Map([...older.links, ...newer.links]),
    folders: [...new Set([...older.folders, ...newer.folders])].sort(),
  };
}
