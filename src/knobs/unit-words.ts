// SPDX-License-Identifier: MIT
import type { HoldKind } from "./held-units.ts";
import type { Wish } from "./knob.ts";

/** What starts work or does it, by its whole name (systemd.unit(5)); or "not" that one. */
export const UNIT_RULE = /^(?:not )?[\w:.@\\-]{1,247}\.(?:timer|socket|path|service)$/;

/** All by which a wish may mean a unit. */
export interface UnitWords {
  /** Of the shipped lists; null for one that is on none. */
  readonly kind: HoldKind | null;
  /** Its own name, aliases that it was asked for by, and what it starts. */
  readonly names: readonly string[];
}

/** What a wish, which is a set of kinds and names here, says of a unit; undefined for nothing. To be spared goes first. */
export function saidOfUnit(wish: Wish, { kind, names }: UnitWords): "hold" | "spare" | undefined {
  if (names.some((name) => wish.includes(`not ${name}`))) return "spare";
  const isMeant = kind !== null && (wish.includes("all") || wish.includes(kind));
  return isMeant || names.some((name) => wish.includes(name)) ? "hold" : undefined;
}

/** The units that a wish would have held by their names. */
export const unitsToHold = (wish: Wish): readonly string[] =>
  wish.map(String).filter((word) => UNIT_RULE.test(word) && !word.startsWith("not "));

/** The same, with those that are to be spared. */
export const unitsNamed = (wish: Wish | undefined): readonly string[] =>
  (wish ?? []).map(String).flatMap((word) => (UNIT_RULE.test(word) ? word.replace(/^not /u, "") : []));

/** A unit's name as it is typed: without a type that can be held it is a service's, as for systemctl(1). */
export const unitTyped = (typed: string): string => (UNIT_RULE.test(typed) ? typed : `${typed}.service`);
