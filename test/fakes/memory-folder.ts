// SPDX-License-Identifier: MIT
import { absent, done, failure, value } from "../../src/machine/reading.ts";
import type { StateFolder } from "../../src/machine/state-folder.ts";

export interface MemoryFolder extends StateFolder {
  readonly contents: Map<string, string>;
  /** Makes every later `replace` and `append` fail with this errno. */
  refuse(code: string): void;
}

/** A state folder in memory; `step` is called at each instant at which a process could die. */
export function memoryFolder(step: (what: string) => void = () => {}, path = "/var/lib/travelmode"): MemoryFolder {
  const contents = new Map<string, string>();
  const inner = new Map<string, MemoryFolder>();
  let refusal: string | null = null;
  return {
    path,
    contents,
    refuse: (code) => {
      refusal = code;
    },
    read: (name) => {
      const text = contents.get(name);
      return text === undefined ? absent : value(text);
    },
    replace: (name, text) => {
      if (refusal !== null) return failure(name, refusal);
      step(`before ${name}`);
      contents.set(name, text);
      step(`after ${name}`);
      return done;
    },
    append: (name, lines, { mostBytes, older }) => {
      if (refusal !== null) return failure(name, refusal);
      const before = contents.get(name) ?? "";
      const isFull = before.length + lines.length > mostBytes;
      if (isFull) contents.set(older, before);
      contents.set(name, isFull ? lines : before + lines);
      return done;
    },
    remove: (name) => {
      step(`before removing ${name}`);
      contents.delete(name);
      step(`after removing ${name}`);
      return done;
    },
    below: (name) => {
      const folder = inner.get(name) ?? memoryFolder(step, `${path}/${name}`);
      inner.set(name, folder);
      return folder;
    },
    lock: async () => ({ kind: "lock", release: () => {} }),
  };
}
