// SPDX-License-Identifier: MIT
import { messageOf } from "../errors.ts";
import type { Event } from "./events.ts";

/** What went wrong, as an event for message line and log. */
export const failure = (error: unknown, nowMs: number): Event => ({
  kind: "failed",
  nowMs,
  sentence: messageOf(error),
});
