// SPDX-License-Identifier: MIT
import { rawText, value } from "../machine/reading.ts";
import type { HoldKind } from "./held-units.ts";
import type { Encoded, Setting, Wish } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import type { UnitOwner } from "./systemd-units.ts";

/** A unit that is at work and is never turned; a wish that means its kind is answered with the reason. */
export interface UntouchedUnit {
  readonly owner: UnitOwner;
  readonly name: string;
  readonly kind: HoldKind;
  /** What follows its name (`whoseWords`). */
  readonly whose: string;
  readonly answer: Encoded;
}

/** It as a setting without a way to it. */
export const untouchedUnit = ({ owner, name, kind, whose, answer }: UntouchedUnit): Setting => ({
  id: `service.hold/${owner}:${name}`,
  knob: "service.hold",
  place: `${name}${whose}`,
  lasts: "boot",
  enterRank: ENTER.service,
  restoreRank: () => RESTORE.service,
  read: async () => value(rawText("active")),
  encode: (wish) => (isMeant(kind, wish) ? answer : { kind: "not meant" }),
  ways: [],
  show: (raw) => raw,
  standsAlone: true,
});

/** Whether a wish, which is a set of kinds here, means this one. */
export const isMeant = (kind: HoldKind, wish: Wish): boolean => wish.includes("all") || wish.includes(kind);
