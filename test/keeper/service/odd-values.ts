// SPDX-License-Identifier: MIT
import fc from "fast-check";
import { type BusType, parseSignature } from "../../../src/machine/bus-signature.ts";
import type { BusValue } from "../../../src/machine/doors.ts";

/** Arguments of a signature: sound ones, nearly sound ones and nonsense. Variants are unwrapped, as methods get them. */
export const argumentsOf = (signature: string): fc.Arbitrary<readonly BusValue[]> =>
  fc.tuple(...parseSignature(signature).map(oddValue));

function oddValue(type: BusType): fc.Arbitrary<BusValue> {
  if (type.kind === "array") return fc.array(oddValue(type.of), { maxLength: 4 });
  if (type.kind === "dict") return fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, options);
  if (type.kind === "basic" && type.code === "u") return fc.oneof(fc.constantFrom(0, 60, 2 ** 32 - 1), fc.nat());
  return word;
}

/** What might mean something to one method or another, beside text that means nothing to any. */
const word: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("calm", "toy.mode", "toy.level", "toy.fuse", "off", "on", "3", "all", "cpu") },
  fc.constantFrom(
    "",
    "wild",
    "broken",
    "toy.mode/here",
    "10",
    "-1",
    "1e3",
    "lowest",
    "keep",
    "\u001b[2J",
    "../calm",
    "__proto__",
  ),
  fc.constantFrom(
    "x".repeat(201),
    "toy.mode/".padEnd(400, "x"),
    "a".repeat(65),
    "[toy]\nlevel = 3",
    'extends = "calm"',
    "[toy]\nx=1",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const OPTION_NAMES = [
  "leave",
  "forget",
  "even-if-used",
  "stay-on",
  "ask",
  "answers",
  "arrive",
  "savings",
  "programs",
  "colour",
  "__proto__",
  "constructor",
];

const options: fc.Arbitrary<BusValue> = fc.dictionary(
  fc.constantFrom(...OPTION_NAMES),
  fc.oneof<fc.Arbitrary<BusValue>[]>(
    fc.array(word, { maxLength: 3 }),
    fc.boolean(),
    word,
    fc.dictionary(word, fc.constantFrom("off", "keep", "maybe"), { maxKeys: 2 }),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  ),
  { maxKeys: 3 },
);
