// SPDX-License-Identifier: MIT

/** "Fast [Standard] Long_Life": a file that lists what it takes, the choice in brackets. */
export interface Bracketed {
  readonly words: readonly string[];
  /** "" where none is marked. */
  readonly chosen: string;
}

export function bracketed(text: string): Bracketed {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const chosen = words.find((word) => /^\[.*\]$/.test(word))?.slice(1, -1) ?? "";
  return { words: words.map((word) => word.replace(/^\[(.*)\]$/, "$1")), chosen };
}
