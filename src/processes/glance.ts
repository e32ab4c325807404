// SPDX-License-Identifier: MIT
import type { Processes, ProcessLook, ProcessTable } from "../machine/processes.ts";
import { valueOr } from "../machine/reading.ts";
import type { ProcessUse } from "./applications.ts";
import { type Identity, identities } from "./identities.ts";
import { useOf } from "./scan.ts";
import { usageBetween } from "./usage.ts";

/** What all processes used between two looks, without watts. */
export interface Glance {
  readonly spanS: number;
  readonly uses: readonly ProcessUse[];
}

/** Looks once; the answer looks again and tells what was used meanwhile, null where /proc cannot be read. Nothing stays open in between. */
export function glance(processes: Processes): () => Glance | null {
  const before = withTable(processes, (table) => valueOr(table.look(), null));
  return () => (before === null ? null : withTable(processes, (table) => glanceSince(before, table)));
}

function withTable<T>(processes: Processes, look: (table: ProcessTable) => T): T {
  const table = processes.open();
  try {
    return look(table);
  } finally {
    table.close();
  }
}

function glanceSince(before: ProcessLook, table: ProcessTable): Glance | null {
  const now = valueOr(table.look(), null);
  if (now === null) return null;
  const who = identities(table)(now);
  return { spanS: Math.max(0, now.atMs - before.atMs) / 1000, uses: usesBetween(before, now, who) };
}

const usesBetween = (before: ProcessLook, now: ProcessLook, who: readonly Identity[]): readonly ProcessUse[] =>
  usageBetween(before, now).map((usage, index) => useOf(usage, null, who[index]));
