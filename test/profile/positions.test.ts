// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parse } from "smol-toml";
import { findPositions, type TomlPath } from "../../src/profile/positions.ts";

const TEXT = [
  "# [not.a.table]", //                              1
  'title = "a # in \\" text" # and = a remark', //   2
  "  a . 'b.c' . d = 1", //                          3
  "[cpu] # epp = 1", //                              4
  'epp = ["power", # ] "', //                        5
  '  "x,y", [1, {deep = 2}]]', //                    6
  '"quo\\u0074ed" = { one = 1, two.three = [ 3 ] }', // 7
  "[ x . y ]", //                                    8
  'long = """', //                                   9
  "fake = 1", //                                    10
  '[cpu2]"" """', //                                11
  "raw = '''it's''''", //                           12
  "when = 1979-05-27 07:32:00 # a date", //         13
  "last = -inf", //                                 14
  "[[rule]]", //                                    15
  "below = 30", //                                  16
  "[rule.then]", //                                 17
  "a = 1", //                                       18
  "[[rule]]", //                                    19
  "below = 20", //                                  20
].join("\n");

const KEYS: readonly (readonly [TomlPath, number, number])[] = [
  [["title"], 2, 1],
  [["a", "b.c", "d"], 3, 15],
  [["cpu"], 4, 2],
  [["cpu", "epp"], 5, 1],
  [["cpu", "epp", 2, 1, "deep"], 6, 15],
  [["cpu", "quoted"], 7, 1],
  [["cpu", "quoted", "two", "three"], 7, 32],
  [["x", "y"], 8, 7],
  [["x", "y", "raw"], 12, 1],
  [["x", "y", "last"], 14, 1],
  [["rule", 0, "below"], 16, 1],
  [["rule", 0, "then", "a"], 18, 1],
  [["rule", 1, "below"], 20, 1],
];

const VALUES: readonly (readonly [TomlPath, number, number])[] = [
  [["title"], 2, 9],
  [["a", "b.c", "d"], 3, 19],
  [["cpu", "epp"], 5, 7],
  [["cpu", "epp", 0], 5, 8],
  [["cpu", "epp", 1], 6, 3],
  [["cpu", "epp", 2, 0], 6, 11],
  [["cpu", "quoted", "two", "three", 0], 7, 42],
  [["x", "y", "raw"], 12, 7],
  [["x", "y", "when"], 13, 8],
];

test("the sample is TOML", () => {
  assert.doesNotThrow(() => parse(TEXT));
});

for (const [path, line, column] of KEYS)
  test(`finds the key ${JSON.stringify(path)}`, () => {
    assert.deepEqual(findPositions(TEXT).key(path), { line, column });
  });

for (const [path, line, column] of VALUES)
  test(`finds the value of ${JSON.stringify(path)}`, () => {
    assert.deepEqual(findPositions(TEXT).value(path), { line, column });
  });

test("counts lines that end in carriage return and newline as one each", () => {
  assert.deepEqual(findPositions("\uFEFFa = 1\r\n\r\nb = 2\r\n").key(["b"]), { line: 3, column: 1 });
});

test("answers the beginning for a path that is not there", () => {
  assert.deepEqual(findPositions("\n a = 1").value(["b"]), { line: 1, column: 1 });
});

const word = fc.stringMatching(/^[a-z]{1,3}$/);
const key = fc.oneof(
  word,
  word.map((text) => `"${text} #=["`),
  word.map((text) => `'${text}.'`),
);
const scalar = fc.oneof(
  fc.integer().map(String),
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.constantFrom("true", "'''\n]'''"),
);
const { value } = fc.letrec<{ value: string; list: string; table: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, scalar, tie("list"), tie("table")),
  list: fc.array(tie("value"), { maxLength: 3 }).map((items) => `[ ${items.join(" , # ]\n")} ]`),
  table: fc
    .array(fc.tuple(key, tie("value")), { maxLength: 2 })
    .map((pairs) => `{${pairs.map(([k, v]) => `${k} = ${v}`).join(",")}}`),
}));
const statement = fc.oneof(
  fc.tuple(key, value).map(([k, v]) => `${k} = ${v} # = [`),
  fc.tuple(key, key, value).map(([a, b, v]) => `  ${a} . ${b}=${v}`),
  fc.tuple(key, key).map(([a, b]) => `[${a}.${b}] # ]`),
  key.map((k) => `[[ ${k} ]]`),
);

/** Every way to a key in a parsed document. */
function pathsIn(node: unknown, path: TomlPath = []): readonly TomlPath[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => pathsIn(item, [...path, index]));
  if (typeof node !== "object" || node === null || node instanceof Date) return [];
  return Object.entries(node).flatMap(([name, inner]) => [[...path, name], ...pathsIn(inner, [...path, name])]);
}

test("finds every key of any document at a place where that key is written", () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      const text = statements.join("\n");
      const document = parsedOrNothing(text);
      if (document === undefined) return;
      accepted++;
      const lines = text.split("\n");
      const positions = findPositions(text);
      for (const path of pathsIn(document)) {
        const { line, column } = positions.key(path);
        const written = (lines[line - 1] ?? "").slice(column - 1).replace(/^["']/, "");
        assert.ok(
          written.startsWith(String(path.at(-1))),
          `${JSON.stringify(path)} at ${line}:${column} of ${JSON.stringify(text)}`,
        );
      }
    }),
    { numRuns: 2000 },
  );
  assert.ok(accepted > 100, `only ${accepted} documents were valid`);
});

function parsedOrNothing(text: string): object | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
