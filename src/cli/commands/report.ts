// SPDX-License-Identifier: MIT
import { EXIT, TravelError } from "../../errors.ts";
import { isTold } from "../../history/figures.ts";
import { endPercent } from "../../keeper/battery/end-percent.ts";
import { readAllSavings } from "../../keeper/savings/savings-store.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { reportPage } from "../../report/page.ts";
import type { ReportData } from "../../report/report-data.ts";
import { dischargesHere } from "../history-here.ts";
import { jsonText } from "../json.ts";
import { consumersNow } from "../report-consumers.ts";
import { outlookOf } from "../report-outlook.ts";
import type { Run, Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { writtenFile } from "../written-file.ts";

/** `travelmode report --html FILE`: what is on record, as a page. */
export const report: Run = async (session, input) => {
  const { terminal, json, quiet } = session;
  const file = input.text("html");
  if (file === undefined) throw new TravelError("USAGE", "report needs --html FILE: the page to write, or - for standard output");
  const data = { ...reportData(session), consumers: input.flag("quick") ? null : await consumersNow(session) };
  const page = reportPage(data);
  if (file === "-") terminal.out(page.trimEnd());
  const path = file === "-" ? null : writtenFile(session, "html", file, page);
  if (path !== null && json) terminal.out(jsonText({ file: path, discharges: data.discharges.length }));
  else if (path !== null && !quiet)
    terminal.out(`The page is in ${path}. It loads nothing, and can be opened, sent and printed.`);
  return EXIT.done;
};

function reportData(session: Session): Omit<ReportData, "consumers"> {
  const { machine, folders, simulation } = session.laptop;
  const discharges = dischargesHere(session).filter(isTold);
  const savings = readAllSavings(folders.other === undefined ? [folders.own] : [folders.other, folders.own]);
  return {
    madeAtMs: machine.clock.now(),
    version: VERSION,
    isMadeUp: simulation !== undefined,
    discharges,
    outlook: outlookOf(discharges, endPercent(machine.files)),
    savings: savings.map((saving) => ({ ...saving, title: KNOBS.find(({ id }) => id === saving.knob)?.title ?? saving.knob })),
  };
}
