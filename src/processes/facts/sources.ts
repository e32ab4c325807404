// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import { type Everyone, everyone } from "./everyone.ts";

/** What is the same for all programs, at one moment. */
export interface FactSources {
  readonly everyone: Everyone;
}

/** Reads each source once. */
export async function readSources(machine: Machine): Promise<FactSources> {
  return { everyone: everyone(machine) };
}
