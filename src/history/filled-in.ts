// SPDX-License-Identifier: MIT
import type { HistoryRecord } from "./record.ts";

/** What somebody watched closely is not told twice. */
const NEAR_MS = 15 * 60_000;

const slotOf = ({ atMs }: HistoryRecord): number => Math.floor(atMs / NEAR_MS);

/** These records with those of others (UPower, another keeper) where nobody here watched. Our own stay in their order. */
export function filledIn(own: readonly HistoryRecord[], others: readonly HistoryRecord[]): readonly HistoryRecord[] {
  const looked = new Set(own.filter(({ kind }) => kind === "look").map(slotOf));
  const missing = others.filter((it) => ![-1, 0, 1].some((side) => looked.has(slotOf(it) + side)));
  const all: HistoryRecord[] = [];
  let next = 0;
  for (const record of own) {
    for (let one = missing[next]; one !== undefined && one.atMs < record.atMs; one = missing[++next]) all.push(one);
    all.push(record);
  }
  return [...all, ...missing.slice(next)];
}
