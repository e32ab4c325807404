// SPDX-License-Identifier: MIT
import { appFreeze } from "../../knobs/app-freeze.ts";
import type { Course } from "../course.ts";

/**
 * Nothing stands still while the computer goes to sleep or down: what is frozen would be waited for. After a sleep it is frozen again by
 * the reconcile that follows.
 */
export async function thawForAWhile({ parts }: Pick<Course, "parts">): Promise<void> {
  const results = await parts.engine.relax([appFreeze.id]);
  const stuck = results.filter(({ outcome }) => outcome !== "applied");
  for (const { place, why } of stuck) parts.log(`${place} could not be thawed: ${why ?? "it stands still"}.`);
}
