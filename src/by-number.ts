// SPDX-License-Identifier: MIT

/** policy2 before policy10, for `toSorted`. A locale's collation knows that too, but takes ten milliseconds to load. */
export function byNumber(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => ({
    name,
    text: name.replace(/\d+$/, ""),
    number: Number(/\d+$/.exec(name)?.[0] ?? -1),
  }));
  if (a === undefined || b === undefined || a.text !== b.text) return one < other ? -1 : Number(one > other);
  return a.number - b.number;
}
