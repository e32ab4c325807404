// SPDX-License-Identifier: MIT
import { basename, dirname, join, normalize } from "node:path";
import type { Model } from "./model.ts";

/** Where files and links of a laptop are; which ones there are never changes while it runs. */
export interface VirtualTree {
  /** The real path that a path leads to; undefined if nothing is there. */
  resolve(path: string): string | undefined;
  /** The names in a folder, by its real path, sorted; undefined if it is none. */
  list(realPath: string): readonly string[] | undefined;
}

export function virtualTree(model: Model, liveFiles: readonly string[]): VirtualTree {
  const files = [...Object.keys(model.fixed), ...liveFiles];
  const folders = foldersOf([...files, ...Object.keys(model.links)]);
  const known = new Set([...files, ...folders.keys()]);
  const resolved = new Map<string, string | undefined>();

  const follow = (path: string): string | undefined => {
    if (path === "/") return path;
    const parent = follow(dirname(path));
    if (parent === undefined) return undefined;
    const here = join(parent, basename(path));
    const target = model.links[here];
    if (target !== undefined) return follow(target);
    return known.has(here) ? here : undefined;
  };

  return {
    resolve: (path) => {
      if (!resolved.has(path)) resolved.set(path, follow(normalize(`/${path}`).replace(/(?<=.)\/+$/, "")));
      return resolved.get(path);
    },
    list: (realPath) => folders.get(realPath),
  };
}

/** Every folder above the given paths, with the names in it. */
function foldersOf(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>([["/", new Set()]]);
  for (const path of paths) {
    for (let at = path; at !== "/"; at = dirname(at)) {
      const parent = dirname(at);
      const siblings = names.get(parent);
      siblings?.add(basename(at));
      if (siblings === undefined) names.set(parent, new Set([basename(at)]));
    }
  }
  return new Map([...names].map(([folder, children]) => [folder, [...children].sort()]));
}
