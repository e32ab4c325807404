// SPDX-License-Identifier: MIT
import type { SettingStatus, Status } from "../engine/engine.ts";
import type { Wishes } from "../keeper/wishes/wishes.ts";

/** Travel mode as far as files tell: nobody is asked, and no keeper started for it. */
export interface Seen extends Status {
  /** `computer`: root's, seen by an ordinary user. */
  readonly whose: "own" | "computer";
  readonly wishes: Wishes;
  /** What one full charge has raised, with the values that come back. */
  readonly raised: readonly SettingStatus[];
  /** What fell due while it was on and waits for a charger, in sentences. */
  readonly waiting: readonly string[];
}
