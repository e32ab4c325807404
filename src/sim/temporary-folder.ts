// SPDX-License-Identifier: MIT
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TravelError } from "../errors.ts";

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** A folder that nobody else can enter, for a laptop that is not to be kept. Throws USAGE where there is no room for one. */
export function temporaryFolder(): TemporaryFolder {
  const path = make();
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function make(): string {
  try {
    return mkdtempSync(join(tmpdir(), "travelmode-"));
  } catch (error) {
    throw new TravelError(
      "USAGE",
      `There can be no simulated laptop below ${tmpdir()}: ${String(error)}; TMPDIR names another folder.`,
      error,
    );
  }
}
