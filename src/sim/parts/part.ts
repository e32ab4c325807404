// SPDX-License-Identifier: MIT
import type { LiveFile, Part } from "../model.ts";

/** A device's folder: attributes by name, where a text is a fixed file; and the class links that lead to it. */
export function device(
  folder: string,
  attributes: Readonly<Record<string, string | LiveFile>>,
  ...links: readonly string[]
): Part {
  const fixed: Record<string, string> = {};
  const live: Record<string, LiveFile> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    if (typeof attribute === "string") fixed[`${folder}/${name}`] = attribute;
    else live[`${folder}/${name}`] = attribute;
  }
  return { fixed, live, links: Object.fromEntries(links.map((link) => [link, folder])) };
}

/** Several parts as one. */
export const assembled = (...parts: readonly Part[]): Part => ({
  fixed: Object.assign({}, ...parts.map(({ fixed }) => fixed)),
  live: Object.assign({}, ...parts.map(({ live }) => live)),
  links: Object.assign({}, ...parts.map(({ links }) => links)),
});
