// SPDX-License-Identifier: MIT
import { rawText, value } from "../machine/reading.ts";
import type { Encoded, Setting } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import type { UnitOwner } from "./systemd-units.ts";
import { saidOfUnit, type UnitWords } from "./unit-words.ts";

/** A unit that is never turned, or not now; a wish that means it is answered with the reason. */
export interface UntouchedUnit extends UnitWords {
  readonly owner: UnitOwner;
  readonly name: string;
  /** What its name is followed by (`whoseWords`). */
  readonly whose: string;
  readonly answer: Encoded;
}

/** It as a setting without a way to it. */
export const untouchedUnit = ({ owner, name, whose, answer, ...words }: UntouchedUnit): Setting => ({
  id: `service.hold/${owner}:${name}`,
  knob: "service.hold",
  place: `${name}${whose}`,
  lasts: "boot",
  enterRank: ENTER.service,
  restoreRank: () => RESTORE.service,
  read: async () => value(rawText("active")),
  encode: (wish) => (saidOfUnit(wish, words) === "hold" ? answer : { kind: "not meant" }),
  ways: [],
  show: (raw) => raw,
  standsAlone: true,
});
