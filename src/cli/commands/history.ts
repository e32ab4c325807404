// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { dischargesOf } from "../../history/discharges.ts";
import { rawLines } from "../../history/raw.ts";
import { graphStyleFor } from "../../text/graph.ts";
import { historyHere } from "../history-here.ts";
import { jsonText } from "../json.ts";
import type { Run, Session } from "../session.ts";
import { historyJson } from "../views/history-json.ts";
import { historyLines } from "../views/history-view.ts";
import { writtenFile } from "../written-file.ts";

/** `travelmode history`: every time on battery that is on record. */
export const history: Run = async (session, input) => {
  const { terminal, json, verbose, caller } = session;
  const discharges = dischargesOf(historyHere(session));
  const raw = input.text("raw");
  if (raw !== undefined) return exported(session, rawLines(discharges), raw);
  const style = graphStyleFor(terminal.look, caller.env["TERM"] ?? "");
  const view = { look: terminal.look, style, most: input.flag("all") ? Number.POSITIVE_INFINITY : NEWEST, verbose };
  for (const line of json ? [jsonText(historyJson(discharges))] : historyLines(discharges, view)) terminal.out(line);
  return EXIT.done;
};

/** As many as fill a page. */
const NEWEST = 20;

function exported(session: Session, lines: readonly string[], file: string): number {
  const { terminal, json, quiet } = session;
  const path = writtenFile(session, "raw", file, lines.map((line) => `${line}\n`).join(""));
  const samples = lines.filter((line) => line.startsWith('{"type":"sample"')).length;
  if (json) terminal.out(jsonText({ file: path, samples }));
  else if (!quiet) terminal.out(`${samples} readings are in ${path}. Nothing in it names this laptop or you.`);
  return EXIT.done;
}
