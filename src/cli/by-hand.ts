// SPDX-License-Identifier: MIT
import type { ByHand } from "../engine/engine.ts";
import type { Report } from "../engine/report.ts";
import type { Knob, Wish } from "../knobs/knob.ts";
import { askAboutUse } from "./in-use.ts";
import type { Input, Session } from "./session.ts";
import { showReport } from "./show-report.ts";

/** One thing by hand; what would be cut off is asked about, unless the command line says so. */
export function byHand(
  { id }: Knob,
  wish: Wish,
  { session, input }: { readonly session: Session; readonly input: Input },
): ByHand {
  const decide = session.json ? undefined : askAboutUse(session.terminal);
  return {
    knob: id,
    wish,
    evenIfUsed: input.flag("even-if-used") ? [id] : [],
    ...(decide === undefined ? {} : { decide }),
  };
}

export interface ByHandWording {
  readonly knob: Knob;
  /** The words behind `travelmode`: "wifi on". */
  readonly typed: string;
}

/** Prints what became of the one knob; the rest of the profile is not what was asked about. Answers the exit status. */
export function showByHand(session: Session, report: Report, { knob, typed }: ByHandWording): number {
  const skips = report.skips.filter((skip) => skip.knob === knob.id);
  const idle = report.results.length === 0 && skips.length > 0 && skips.every(({ kind }) => kind === "same");
  const headline = `${knob.title}: ${idle ? "as asked already" : typed}`;
  return showReport(session, { ...report, skips }, { headline, asRoot: `sudo travelmode ${typed}` });
}
