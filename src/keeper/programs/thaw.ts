// SPDX-License-Identifier: MIT
import type { Relaxed } from "../../engine/engine.ts";
import { appFreeze } from "../../knobs/app-freeze.ts";
import type { Course, KeeperParts } from "../course.ts";

/**
 * Nothing stands still while the computer goes to sleep or down: what is frozen would be waited for. After a sleep it is frozen again by
 * the reconcile that follows.
 */
export const thawForAWhile = ({ parts }: Pick<Course, "parts">): Promise<void> => thaw(parts, "all");

/** What was to stand still only without a network goes on, before all else that is to be looked at when there is one. */
export const thawWhoWaits = ({ parts }: Pick<Course, "parts">): Promise<void> => thaw(parts, "not meant");

async function thaw({ engine, log }: KeeperParts, which: Relaxed): Promise<void> {
  const results = await engine.relax([appFreeze.id], which);
  const stuck = results.filter(({ outcome }) => outcome !== "applied");
  for (const { place, why } of stuck) log(`${place} could not be thawed: ${why ?? "it stands still"}.`);
}
