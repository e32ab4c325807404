// SPDX-License-Identifier: MIT
import { durationText } from "../../text/duration.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Row, tableLines } from "../../text/table.ts";
import type { RanJob, RunDue } from "../prepare/run-due.ts";

/** What was run and what came of it, set apart from what follows. */
export function dueLines({ refusal, jobs }: RunDue, look: Look): readonly string[] {
  if (refusal !== null) return [`Nothing was run: ${refusal}.`, ""];
  if (jobs.length === 0) return ["Nothing was run: no check or backup is due.", ""];
  return [
    paint(look, "heading", "Run now:"),
    ...tableLines([{ gives: 2 }, { gives: 1, wraps: true }], jobs.map(rowOf), look),
    "",
  ];
}

const rowOf = (job: RanJob): Row => [job.service, { text: endOf(job), paint: job.outcome === "done" ? "good" : "attention" }];

function endOf({ outcome, fault, ms, service, owner, why }: RanJob): string {
  if (outcome === "done") return `done in ${durationText(ms)} (${why})`;
  if (outcome === "failed") return `failed (${fault}): journalctl ${owner === "user" ? "--user " : ""}-u ${service}`;
  return fault !== null && REFUSED.test(fault)
    ? "needs root: sudo travelmode prepare --run-due"
    : `could not be started (${fault})`;
}

/** How the bus spells that the caller may not. */
const REFUSED = /AccessDenied|AuthorizationRequired|NotAuthorized/u;
