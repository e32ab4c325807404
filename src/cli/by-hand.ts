// SPDX-License-Identifier: MIT
import type { ByHand } from "../engine/engine.ts";
import type { Report } from "../engine/report.ts";
import type { Knob } from "../knobs/knob.ts";
import { quoteIfNeeded } from "../shell-words.ts";
import { type Forewarning, forewarning } from "./forewarning.ts";
import { askAboutUse } from "./in-use.ts";
import { wishOf } from "./names.ts";
import type { Input, Session } from "./session.ts";
import { showReport } from "./show-report.ts";
import { endingByHand } from "./views/by-hand-view.ts";
import { whoeverHasIt } from "./who-turns.ts";

/** One thing that was typed: `wifi on`, `set brightness 70`, `set brightness back`. */
export interface Typed {
  readonly knob: Knob;
  /** The words before the value: "set brightness". */
  readonly command: string;
  readonly value: string;
  /** What to know once it is so; unless given, how it is handed back. */
  readonly closing?: string;
}

/** Turns one knob as typed, or hands it back to the profile, and prints what became of it. Answers the exit status. */
export async function turnByHand(session: Session, input: Input, typed: Typed): Promise<number> {
  const mode = await whoeverHasIt(session);
  const { knob, value } = typed;
  if (value === "back") return showHandedBack(session, await mode.handBack(knob.id), typed);
  const warning = forewarning(session);
  const report = await mode.set({ ...wishedByHand(session, input, typed), onWarning: warning.onWarning });
  return showTurned(session, report, { ...typed, ...warning });
}

/** What would be cut off is asked about, unless the command line says so. */
function wishedByHand(session: Session, input: Input, { knob, value }: Typed): ByHand {
  const decide = session.json ? undefined : askAboutUse(session.terminal);
  return {
    knob: knob.id,
    wish: wishOf(value, knob),
    evenIfUsed: input.flag("even-if-used") ? [knob.id] : [],
    ...(decide === undefined ? {} : { decide }),
  };
}

function showTurned(session: Session, all: Report, typed: Typed & Forewarning): Promise<number> {
  const { knob, command, value, told, closing = yoursNow(command) } = typed;
  const report = about(knob, all);
  const { text, reached } = endingByHand(report, value);
  return showReport(session, report, {
    headline: `${knob.title}: ${text}`,
    asRoot: `sudo travelmode ${command} ${quoteIfNeeded(value)}`,
    byHand: true,
    told,
    ...(reached && report.profile !== null ? { closing } : {}),
  });
}

const yoursNow = (command: string): string =>
  `Yours now: travel mode leaves it alone. Hand it back with: travelmode ${command} back`;

function showHandedBack(session: Session, all: Report, { knob, command }: Typed): Promise<number> {
  return showReport(session, about(knob, all), {
    headline: `${knob.title}: the profile's again`,
    asRoot: `sudo travelmode ${command} back`,
  });
}

/** The rest of the profile is not what was asked about. A way back begins with the name of what is off. */
const about = ({ id, title }: Knob, report: Report): Report => ({
  ...report,
  skips: report.skips.filter(({ knob }) => knob === id),
  waysBack: report.waysBack.filter((sentence) => sentence.startsWith(`${title} `)),
});
