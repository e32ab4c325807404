// SPDX-License-Identifier: MIT
import type { ByHand } from "../engine/engine.ts";
import type { Report } from "../engine/report.ts";
import type { Knob } from "../knobs/knob.ts";
import { engineFor } from "./engine-for.ts";
import { askAboutUse } from "./in-use.ts";
import { wishOf } from "./names.ts";
import type { Input, Session } from "./session.ts";
import { showReport } from "./show-report.ts";

/** One thing that was typed: `wifi on`, `set brightness 70`, `set brightness back`. */
export interface Typed {
  readonly knob: Knob;
  /** The words before the value: "set brightness". */
  readonly command: string;
  readonly value: string;
}

/** Turns one knob as typed, or hands it back to the profile, and prints what became of it. Answers the exit status. */
export async function turnByHand(session: Session, input: Input, typed: Typed): Promise<number> {
  const { knob, value } = typed;
  const engine = engineFor(session);
  const report = value === "back" ? await engine.handBack(knob.id) : await engine.set(wishedByHand(session, input, typed));
  return show(session, report, typed);
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

/** The rest of the profile is not what was asked about. */
function show(session: Session, report: Report, { knob, command, value }: Typed): number {
  const skips = report.skips.filter((skip) => skip.knob === knob.id);
  const idle = report.results.length === 0 && skips.length > 0 && skips.every(({ kind }) => kind === "same");
  const isYours = report.profile !== null && value !== "back";
  return showReport(
    session,
    { ...report, skips },
    {
      headline: `${knob.title}: ${idle ? "as asked already" : value === "back" ? "the profile's again" : value}`,
      asRoot: `sudo travelmode ${command} ${value}`,
      ...(isYours ? { closing: `Yours now: travel mode leaves it alone. Hand it back with: travelmode ${command} back` } : {}),
    },
  );
}
