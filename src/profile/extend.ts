// SPDX-License-Identifier: MIT
import type { KnobId, Wish } from "../knobs/knob.ts";
import { invalid, type Mistakes } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import type { Parent, ProfileDraft } from "./parse.ts";
import type { Profile } from "./profile.ts";
import { LEAVE } from "./schema.ts";
import { quoted } from "./wording.ts";

/** The other profiles, to start from. */
export interface Family {
  readonly names: readonly string[];
  /**
   * The profile that a child starts from; undefined where there is none of that name. A child that names itself
   * starts from the one that its file shadows.
   */
  find(name: string, child: ProfileDraft): ProfileDraft | Mistakes | undefined;
}

export interface ResolvedProfile {
  readonly kind: "profile";
  readonly profile: Profile;
}

/** A profile with all that it inherits; or what is wrong on the way, named with the file in which it is written. */
export function resolveProfile(draft: ProfileDraft, family: Family): ResolvedProfile | Mistakes {
  const chain: ProfileDraft[] = [];
  for (let next: ProfileDraft | null = draft; next !== null; ) {
    chain.push(next);
    const found = findParent(next, chain, family);
    if (found?.kind === "mistakes") return found;
    next = found;
  }
  return { kind: "profile", profile: merge(draft, chain.toReversed()) };
}

function findParent(child: ProfileDraft, chain: readonly ProfileDraft[], family: Family): ProfileDraft | Mistakes | null {
  if (child.parent === null) return null;
  const found = family.find(child.parent.name, child);
  if (found === undefined) return wrongParent(child, child.parent, unknownParent(child, child.parent, family.names));
  if (found.kind === "mistakes") return found;
  const start = chain.findIndex(({ source }) => source.path === found.source.path);
  if (start < 0) return found;
  const circle = [...chain.slice(start), found].map(({ source }) => source.name).join(" -> ");
  return wrongParent(child, child.parent, `profiles extend one another in a circle: ${circle}`);
}

function unknownParent(child: ProfileDraft, { name }: Parent, names: readonly string[]): string {
  if (name === child.source.name) return `there is no other profile ${quoted(name)} to start from`;
  const others = names.filter((other) => other !== child.source.name);
  const near = nearest(name, others);
  return `there is no profile ${quoted(name)}${near === undefined ? "" : `; did you mean ${quoted(near)}?`}`;
}

const wrongParent = (child: ProfileDraft, { at }: Parent, message: string): Mistakes =>
  invalid(child.source.path, [{ at, key: "extends", message }]);

/** The drafts laid over one another, the farthest ancestor first. */
function merge(draft: ProfileDraft, chain: readonly ProfileDraft[]): Profile {
  const { source, parent, title } = draft;
  return {
    name: source.name,
    title: title ?? (parent === null ? source.name : `Like ${parent.name}, with changes`),
    onCharger: chain.reduce<Profile["onCharger"]>((inherited, { onCharger }) => onCharger ?? inherited, "all"),
    wishes: wishesLeft(Object.assign({}, ...chain.map(({ wishes }) => wishes))),
    source: source.path,
  };
}

function wishesLeft(wishes: ProfileDraft["wishes"]): Profile["wishes"] {
  return Object.fromEntries(Object.entries(wishes).filter((entry): entry is [KnobId, Wish] => entry[1] !== LEAVE));
}
