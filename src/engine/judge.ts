// SPDX-License-Identifier: MIT
import type { Setting } from "../knobs/knob.ts";
import type { RawText } from "../machine/reading.ts";
import type { Entry } from "./entry.ts";

/** Whose a setting is now, and the value that counts if it is the user's. */
export type Verdict =
  /** Not in the journal: as it is now is how it was. */
  { readonly owner: "nobody" } | { readonly owner: "ours" } | { readonly owner: "yours"; readonly value: RawText };

/**
 * The three-way rule. An intended entry's value is ours, whatever it is; of a settled one the value that settled is ours,
 * anything else is somebody's change. A user's value that we displaced (it was dragged along when we crashed) is the user's still.
 */
export function judge(setting: Setting, entry: Entry | undefined, now: RawText): Verdict {
  if (entry === undefined) return { owner: "nobody" };
  if (entry.owner === "yours") return { owner: "yours", value: entry.state === "intended" ? entry.value : now };
  if (entry.state === "intended" || stillOurs(setting, entry.value, now)) return { owner: "ours" };
  return { owner: "yours", value: now };
}

const stillOurs = (setting: Setting, settled: RawText, now: RawText): boolean =>
  settled === now ||
  (setting.lowerIsOurs === true && Number(now) <= Number(settled)) ||
  setting.stillOurs?.(settled, now) === true;
