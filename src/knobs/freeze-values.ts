// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { type RawText, rawText } from "../machine/reading.ts";
import type { Clearance } from "./clearance.ts";
import { leave, to, unavailable } from "./encoded.ts";
import type { HeldApp } from "./held-apps.ts";
import type { Encoded } from "./knob.ts";

/** What every frozen program is built with. */
export interface FreezeContext {
  readonly machine: Machine;
  readonly clear: Clearance;
  readonly watched: boolean;
}

/** As cgroup.freeze has them; a process that is stopped by a signal borrows them. */
export const RUNNING: RawText = rawText("0");
export const FROZEN: RawText = rawText("1");

export const showFreeze = (raw: RawText): string => (raw === FROZEN ? "frozen" : "running");

/** What is said of a program, as a value. Whoever spares one by hand has it thawed. */
export function encodeFreeze(said: ReturnType<HeldApp["said"]>, original: RawText, watched: boolean): Encoded {
  if (said === undefined) return { kind: "not meant" };
  if (said === "spare") return leave("spared, as asked", RUNNING);
  if (original === FROZEN) return leave("frozen already, by somebody else");
  return watched ? to(FROZEN) : unavailable(NO_KEEPER);
}

const NO_KEEPER = "it takes a keeper, which thaws before sleep and shutdown: travelmode install, or on --foreground";
