// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { expectedSentence, guessedSentence, savedBy } from "../../src/text/expected-saving.ts";
import { lifeText, savedCell, savedText } from "../../src/text/saving-words.ts";
import { saving } from "../forecast/saving.ts";

test("saves, costs, or cannot be told from nothing", () => {
  assert.equal(savedText({ medianW: 0.43, lowW: 0.31, highW: 0.52 }), "saves 0.43 W (0.31 to 0.52)");
  assert.equal(savedText({ medianW: -0.2, lowW: -0.31, highW: -0.1 }), "costs 0.20 W (0.10 to 0.31)");
  assert.equal(savedText({ medianW: 0.01, lowW: -0.001, highW: 0.06 }), "within noise (0.00 to 0.06 W)");
});

test("a table tells which way power goes, and nothing where that is not known", () => {
  assert.equal(savedCell(saving({ medianW: 0.43, lowW: 0.31, highW: 0.52 })), "-0.4 W");
  assert.equal(savedCell(saving({ medianW: -0.2, lowW: -0.3, highW: -0.1 })), "+0.2 W");
  assert.equal(savedCell(saving({ medianW: 0.1, lowW: -0.3, highW: 0.3 })), "");
  assert.equal(savedCell(saving({ medianW: 2, lowW: 1, highW: 3, from: "switches" })), "~-2.0 W");
  assert.equal(savedCell(null), "");
});

test("what it is worth in time, or nothing where that is unknown or noise", () => {
  const saved = { medianW: 1, lowW: 0.5, highW: 1.5 };
  assert.equal(lifeText(saved, 40, 5), "2 h more (53 min to 3 h 26 min) with what is in the battery now");
  assert.match(lifeText({ medianW: -1, lowW: -1.5, highW: -0.5 }, 40, 5), /^1 h 20 min less \(44 min to 1 h 51 min\)/u);
  assert.equal(lifeText(saved, null, 5), "");
  assert.equal(lifeText({ medianW: 0, lowW: -1, highW: 1 }, 40, 5), "");
});

const change = (knob: string, more: { readonly minor?: boolean } = {}) =>
  ({ knob, kind: "apply", minor: false, ...more }) as const;

test("what changes save together, and how many of them are not known; small ones are not missed", () => {
  const wishes = { "cpu.boost": ["off"], "radio.wifi": ["off"], "screen.brightness": [40] } as const;
  const savings = [saving({}), saving({ knob: "radio.wifi", medianW: 1, lowW: 0.9, highW: 1.1 })];
  const known = savedBy(savings, wishes);
  const three = [change("cpu.boost"), change("radio.wifi"), change("radio.wifi"), change("kernel.writeback", { minor: true })];
  assert.equal(expectedSentence(three, known), "Together that saves 1.50 W (1.36 to 1.64), as measured here.");
  assert.match(expectedSentence([...three, change("screen.brightness")], known), /; what 1 more saves is not known yet/u);
  assert.equal(expectedSentence([change("screen.brightness")], known), "");
  assert.equal(expectedSentence([{ ...change("cpu.boost"), kind: "put back" }], known), "");
  const guessed = savedBy([...savings, saving({ knob: "screen.brightness", wish: "40", from: "switches" })], wishes);
  assert.match(expectedSentence([change("cpu.boost"), change("screen.brightness")], guessed), /in part a rough guess/u);
  assert.equal(guessedSentence([], "flight"), "");
  const whole = saving({ knob: "profile", wish: "flight", from: "switches", blocks: 3 });
  assert.equal(guessedSentence([whole], "flight"), "By 3 ordinary switches it saves about 0.50 W (0.40 to 0.60): a rough guess.");
});
