// SPDX-License-Identifier: MIT
import type { ChangeResult, Report, SkipKind } from "../../engine/report.ts";

/** How one thing that was asked for by hand ended. */
export interface EndingByHand {
  /** "40 %", "as asked already", "not possible here": what follows the setting's name. */
  readonly text: string;
  /** At least one place of it is now as asked. */
  readonly reached: boolean;
}

/** Reads the ending from the report of one knob; `asked` is the value as it was typed. */
export function endingByHand({ results, skips }: Report, asked: string): EndingByHand {
  const tried = results.filter(({ kind }) => kind === "apply");
  const turned = tried.filter(isTurned);
  const passedOver = skips.filter(({ kind }) => kind !== "same").map(({ kind }) => kind);
  const same = skips.length > passedOver.length;
  if (turned.length === 0 && !same) return { text: instead(tried, passedOver), reached: false };
  const whole = turned.length === tried.length && passedOver.length === 0;
  const text = turned.length === 0 ? "as asked already" : valueText(turned, asked);
  return { text: whole ? text : `${text}, but not everywhere`, reached: true };
}

const isTurned = ({ outcome }: ChangeResult): boolean => outcome === "applied" || outcome === "clamped";

/** The value that was reached; a number that this hardware does not know comes out as its nearest. */
function valueText(turned: readonly ChangeResult[], asked: string): string {
  const values = new Set(turned.map(({ outcome, found, shown }) => (outcome === "clamped" && found !== null ? found : shown.to)));
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) return asked;
  const [amount, percent] = [/^\d+/u.exec(asked)?.[0], /^(\d+) %$/u.exec(value)?.[1]];
  const isNearest = amount !== undefined && percent !== undefined && Number(amount) !== Number(percent);
  return isNearest ? `${value}, as near to ${amount} % as it goes` : value;
}

/** Why nothing was turned, in a few words; the sentences follow below. */
function instead(tried: readonly ChangeResult[], kinds: readonly SkipKind[]): string {
  if (tried.some(({ outcome }) => outcome !== "unavailable") || kinds.includes("failed")) return "not done";
  if (kinds.includes("protected")) return "left as it is, as it may not be held back";
  if (kinds.includes("in-use")) return "kept as it is";
  if (kinds.includes("rights")) return "not done, as it needs root";
  if (tried.length > 0 || kinds.includes("unavailable")) return "not possible here";
  return kinds.length > 0 ? "left as it is" : "as asked already";
}
