// SPDX-License-Identifier: MIT
import type { DueWork } from "../../knobs/due-work.ts";
import { momentText } from "../../text/duration.ts";
import { type Check, checks } from "./check.ts";

const { ok, said } = checks("due");

/** The checks and backups that fall due on the way, and could be run now. */
export function checkDue(
  due: readonly DueWork[],
  { nowMs, isRoot }: { readonly nowMs: number; readonly isRoot: boolean },
): Check {
  if (due.length === 0) return ok("no check or backup falls due on the way");
  const named = due.map(({ service, dueMs }) => `${service.replace(/\.service$/, "")} (${momentText(dueMs, nowMs)})`);
  const needsRoot = !isRoot && due.some(({ owner }) => owner === "system");
  return said(`falls due on the way: ${named.join(", ")}`, `${needsRoot ? "sudo " : ""}travelmode prepare --run-due`);
}
