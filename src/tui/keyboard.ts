// SPDX-License-Identifier: MIT

/** Keys as they come from a terminal, with arrows put together again that a slow link has torn apart. */
export interface Keyboard {
  pressed(key: string): void;
  close(): void;
}

/** An arrow is Escape, "[" and a letter. So long after a lone Escape the rest may still be on its way. */
const TORN_MS = 50;

/** Escape and "[" in one piece, of which blessed says nothing. */
export const BEGUN = "M-[";

/** `begun`: a lone Escape was there. `inside`: and a bracket after it, so that a letter ends an arrow. */
type Torn = "no" | "begun" | "inside";

/** Without this a torn arrow would be a key that closes, and one that dims the screen. */
export function keyboard({ onKey }: { readonly onKey: (key: string) => void }): Keyboard {
  let torn: Torn = "no";
  let timer: NodeJS.Timeout | undefined;
  const turn = (next: Torn): void => {
    clearTimeout(timer);
    torn = next;
    if (next !== "no") timer = setTimeout(giveUp, TORN_MS);
  };
  const giveUp = (): void => {
    if (torn === "begun") onKey("escape");
    torn = "no";
  };
  const whole = (key: string): void => {
    if (key === "escape") turn("begun");
    else if (key === BEGUN || key === "M-S-o") turn("inside");
    else onKey(letter(key));
  };
  const afterEscape = (key: string): void => {
    const isArrow = key === "[" || key === "S-o";
    turn(isArrow ? "inside" : "no");
    if (isArrow) return;
    onKey("escape");
    whole(key);
  };
  const insideArrow = (key: string): void => {
    turn(/^[\d;]$/u.test(key) ? "inside" : "no");
    const arrow = ARROWS[key];
    if (arrow !== undefined) onKey(arrow);
  };
  const states: Readonly<Record<Torn, (key: string) => void>> = { no: whole, begun: afterEscape, inside: insideArrow };
  return {
    pressed(key) {
      // blessed tells of Enter twice, by both its names.
      if (key !== "" && key !== "return") states[torn](key);
    },
    close: () => turn("no"),
  };
}

/** blessed calls a capital "S-a". */
const letter = (key: string): string => (/^S-[a-z]$/u.test(key) ? key.slice(2).toUpperCase() : key);

/** The letters that end an arrow, as blessed names capitals. */
const ARROWS: Readonly<Record<string, string | undefined>> = {
  "S-a": "up",
  "S-b": "down",
  "S-h": "home",
  "S-f": "end",
  "S-z": "S-tab",
};
