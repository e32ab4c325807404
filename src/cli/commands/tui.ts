// SPDX-License-Identifier: MIT
import { EXIT, TravelError } from "../../errors.ts";
import type { Input, Run } from "../session.ts";
import { status } from "./status.ts";

/** `travelmode tui`, and `travelmode` alone: the screen. Without a terminal that can show one, and for a script, it is `status`. */
export const tui: Run = async (session, input) => {
  const refreshS = refreshTyped(input);
  const { screen } = session.terminal;
  if (screen === undefined || session.json) return status(session, input);
  await (await import("../show-screen.ts")).showScreen(session, screen, refreshS);
  return EXIT.done;
};

const LEAST_S = 1;
const MOST_S = 3600;

function refreshTyped(input: Input): number | null {
  const typed = input.text("refresh");
  if (typed === undefined) return null;
  const seconds = Number(typed);
  if (seconds >= LEAST_S && seconds <= MOST_S) return seconds;
  throw new TravelError("USAGE", `--refresh takes seconds, from ${LEAST_S} to ${MOST_S}, not "${typed}"`);
}
