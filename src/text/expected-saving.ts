// SPDX-License-Identifier: MIT
import type { Change } from "../engine/report.ts";
import { type Saving, savingOf, together, WHOLE_PROFILE, withinNoise } from "../forecast/savings.ts";
import type { KnobId, Wish } from "../knobs/knob.ts";
import { savedText } from "./saving-words.ts";

/** What a knob is known to save as it is wished; null: nobody has measured it here. */
export type SavedBy = (knob: KnobId) => Saving | null;

/** For what a profile wishes, by the savings that were found here. */
export const savedBy =
  (savings: readonly Saving[], wishes: Readonly<Record<KnobId, Wish>>): SavedBy =>
  (knob) => {
    const wish = wishes[knob];
    return wish === undefined ? null : savingOf(savings, knob, wish);
  };

/** What changes are expected to save together, and what of them is not known; "" where nothing is. */
export function expectedSentence(changes: readonly Pick<Change, "knob" | "kind" | "minor">[], known: SavedBy): string {
  const applied = changes.filter(({ kind }) => kind === "apply");
  const knobs = [...new Map(applied.map((change) => [change.knob, change])).values()];
  const savings = knobs.flatMap(({ knob }) => known(knob) ?? []);
  if (savings.length === 0 || savings.every(withinNoise)) return "";
  const unknown = knobs.filter(({ knob, minor }) => !minor && known(knob) === null).length;
  return `Together that ${savedText(together(savings))}, ${sourceText(savings)}${unknownText(unknown)}.`;
}

/** What ordinary switches to a profile seem to have saved; "" where none was seen, or it may be nothing. */
export function guessedSentence(savings: readonly Saving[], profile: string): string {
  const guess = savingOf(savings, WHOLE_PROFILE, profile);
  if (guess === null || withinNoise(guess)) return "";
  const { blocks } = guess;
  const words = savedText(guess).replace(/^(saves|costs)/u, "it $1 about");
  return `By ${blocks === 1 ? "an ordinary switch" : `${blocks} ordinary switches`} ${words}: a rough guess.`;
}

function sourceText(savings: readonly Saving[]): string {
  if (savings.every(({ from }) => from === "battery")) return "as measured here";
  return savings.some(({ from }) => from === "switches") ? "in part a rough guess" : "in part of the processor alone";
}

function unknownText(count: number): string {
  if (count === 0) return "";
  return `; what ${count === 1 ? "1 more saves" : `${count} more save`} is not known yet (travelmode measure)`;
}
