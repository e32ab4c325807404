// SPDX-License-Identifier: MIT
import type { Discharge } from "./discharge.ts";
import { awakeSpans, type Span } from "./figures.ts";

/** The mean power (W) in each of so many slots of equal time over a discharge; null where nobody watched, or no rate was told. */
export function powerInSlots(discharge: Discharge, count: number): readonly (number | null)[] {
  const { looks } = discharge;
  const fromMs = looks[0].atMs;
  const slotMs = ((looks.at(-1)?.atMs ?? fromMs) - fromMs) / count;
  const slots = Array.from({ length: slotMs > 0 ? count : 0 }, () => ({ ws: 0, ms: 0 }));
  for (const span of awakeSpans(discharge)) add(slots, span, { fromMs, slotMs });
  return Array.from({ length: count }, (_, index) => meanOf(slots[index]));
}

interface Slot {
  ws: number;
  ms: number;
}

/** A rate holds until the next look. */
function add(slots: readonly Slot[], { before, after }: Span, { fromMs, slotMs }: { fromMs: number; slotMs: number }): void {
  const { powerW } = before;
  if (powerW === null) return;
  const first = Math.max(0, Math.floor((before.atMs - fromMs) / slotMs));
  for (const [index, slot] of slots.slice(first).entries()) {
    const begins = fromMs + (first + index) * slotMs;
    const ms = Math.min(after.atMs, begins + slotMs) - Math.max(before.atMs, begins);
    if (ms <= 0) return;
    slot.ws += powerW * ms;
    slot.ms += ms;
  }
}

const meanOf = (slot: Slot | undefined): number | null => (slot === undefined || slot.ms <= 0 ? null : slot.ws / slot.ms);
