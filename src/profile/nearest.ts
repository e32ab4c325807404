// SPDX-License-Identifier: MIT

/**
 * The word that somebody who wrote `word` most likely meant: the one with the fewest slips of the hand, if they are at most a
 * third of its letters; the first of several that are equally near. Case does not count.
 */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: { readonly word: string; readonly slips: number } | undefined;
  for (const candidate of words) {
    const most = Math.min(slipsAllowed(candidate), best === undefined ? Infinity : best.slips - 1);
    const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase(), most);
    if (slips <= most) best = { word: candidate, slips };
  }
  return best?.word;
}

const slipsAllowed = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/**
 * Letters to insert, drop or replace, and neighbours to swap, until one word is the other; no pair is touched twice (the
 * "optimal string alignment" form of the Damerau-Levenshtein distance). Infinity where the lengths alone differ by more than `most`.
 */
export function slipsBetween(one: string, other: string, most = Infinity): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = nextRow(one, other, row, { above, before });
    before = above;
    above = current;
  }
  return cell(above, other.length);
}

interface Rows {
  readonly above: readonly number[];
  readonly before: readonly number[];
}

/** One row of the table: the slips between the first `row` letters of one word and every beginning of the other. */
function nextRow(one: string, other: string, row: number, { above, before }: Rows): readonly number[] {
  const current = [row];
  for (let column = 1; column <= other.length; column++) {
    const replaced = cell(above, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
    const swapped = isSwap(one, other, row, column) ? cell(before, column - 2) + 1 : Infinity;
    current.push(Math.min(cell(above, column) + 1, cell(current, column - 1) + 1, replaced, swapped));
  }
  return current;
}

const isSwap = (one: string, other: string, row: number, column: number): boolean =>
  row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];

const cell = (row: readonly number[], column: number): number => row[column] ?? Infinity;
