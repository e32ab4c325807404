// SPDX-License-Identifier: MIT
import { EXIT, messageOf, TravelError } from "../../errors.ts";
import { jsonText } from "../json.ts";
import type { Session } from "../session.ts";
import { type Step, stepLine } from "./steps.ts";

/** Prints what would be done, a line for each file and step. */
export function tellPlan({ terminal, json }: Session, lines: readonly string[], steps: readonly Step[]): number {
  if (json) terminal.out(jsonText({ files: lines, steps: steps.map(({ argv }) => argv) }));
  else for (const line of [...lines, ...steps.map(stepLine)]) terminal.out(line);
  return EXIT.done;
}

export interface End {
  readonly headline: string;
  readonly kept: readonly string[];
  readonly faults: readonly string[];
}

/** Prints what was done, and answers the exit status. */
export function tellEnd({ terminal, json, quiet }: Session, { headline, kept, faults }: End): number {
  if (json) terminal.out(jsonText({ kept, faults }));
  else if (!quiet) for (const line of [headline, ...kept.map((path) => `Changed by hand and kept: ${path}`)]) terminal.out(line);
  for (const fault of faults) terminal.err(`Not done: ${fault}`);
  return faults.length === 0 ? EXIT.done : EXIT.partly;
}

/** Carries out what may fail on a full or read-only disk. Throws REFUSED with the path and what to do. */
export function onDisk(act: () => void): void {
  try {
    act();
  } catch (error) {
    const why = messageOf(error);
    throw new TravelError("REFUSED", `${why}. It is half done; once that is mended, do it again.`, error);
  }
}
