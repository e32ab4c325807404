// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { HandOn } from "../../src/keeper/wishes/wishes.ts";
import { chargerPhrase, chargerSentence } from "../../src/text/charger-words.ts";
import { handOn, profile } from "../cli/records.ts";

const CASES: readonly (readonly [what: string, wish: HandOn, sentence: RegExp, phrase: string])[] = [
  ["on battery", handOn(), /^It ends by itself when a charger goes in\. Or earlier/u, "ends when a charger goes in"],
  [
    "on a charger",
    handOn({ armed: false }),
    /^A charger is in already: it ends by itself when one goes in after the next unplugging\./u,
    "a charger counts from the next unplugging",
  ],
  ["with --stay-on", handOn({ stayOn: true }), /^It stays on .*until: travelmode off$/u, "no charger ends it (--stay-on)"],
  [
    "with a profile that no charger ends",
    handOn({ profile: profile({ onCharger: "nothing" }), armed: false }),
    /^No charger ends it\. Put everything back with: travelmode off$/u,
    "no charger ends it",
  ],
  [
    "with a profile of which a charger ends a part",
    handOn({ profile: profile({ onCharger: "power" }) }),
    /^Screen and CPU are put back by themselves when a charger goes in\. The rest with: travelmode off$/u,
    "a charger puts back screen and CPU",
  ],
];

for (const [what, wish, sentence, phrase] of CASES)
  test(`typed ${what}, it is told what a charger does`, () => {
    assert.match(chargerSentence(wish), sentence);
    assert.equal(chargerPhrase(wish), phrase);
  });
