// SPDX-License-Identifier: MIT
import type { Question } from "../engine/report.ts";
import { clean } from "../text/display-width.ts";
import type { Terminal } from "./terminal.ts";

const WAIT_MS = 30_000;

/** Asks the person at the terminal about what would be cut off. Anything but a clear "off" keeps it. */
export function askAboutUse({ ask, err }: Terminal): ((question: Question) => Promise<"off" | "keep">) | undefined {
  if (ask === undefined) return undefined;
  return async ({ change, uses }) => {
    const name = clean(`${change.title} ${change.place}`.trimEnd());
    for (;;) {
      err(`${name} is in use: ${clean(uses.join(", "))}.`);
      const answer = await ask("Turn it off? [w]ait, [o]ff, [k]eep (Enter keeps): ");
      if (!"wait".startsWith(answer) || answer === "") return answer !== "" && "off".startsWith(answer) ? "off" : "keep";
      await ask("Asking again in 30 seconds, or when you press Enter. ", WAIT_MS);
    }
  };
}
