// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

/** Looks again and again; complains after `mostS` seconds, with what `evidence` says. */
export async function until(what: string, condition: () => boolean, mostS: number, evidence = (): string => ""): Promise<void> {
  const endMs = performance.now() + mostS * 1000;
  while (!condition()) {
    assert.ok(performance.now() < endMs, `${what}: not within ${mostS} s\n${evidence()}`);
    await setTimeout(100);
  }
}
