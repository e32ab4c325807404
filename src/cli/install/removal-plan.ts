// SPDX-License-Identifier: MIT
import type { Found } from "./install-plan.ts";
import type { Manifest } from "./manifest.ts";

export interface Removal {
  readonly remove: readonly string[];
  /** Changed by hand since: stays. */
  readonly kept: readonly string[];
  /** Removed if they are empty then, the deepest first. */
  readonly folders: readonly string[];
}

/** Exactly what was put there and is still as it was put; what is gone already is nobody's business. */
export function removalOf({ files, links, folders }: Manifest, find: (path: string) => Found): Removal {
  const entries = [
    ...[...files].map(([path, sums]) => ({ path, sums })),
    ...[...links].map(([path, target]) => ({ path, sums: [target] })),
  ];
  const there = entries.map(({ path, sums }) => ({ path, sums, found: find(path) })).filter(({ found }) => found.kind !== "none");
  const isOurs = ({ sums, found }: (typeof there)[number]): boolean => "is" in found && sums.includes(found.is);
  return {
    remove: there.filter(isOurs).map(({ path }) => path),
    kept: there.filter((it) => !isOurs(it)).map(({ path }) => path),
    folders: folders.toSorted().reverse(),
  };
}
