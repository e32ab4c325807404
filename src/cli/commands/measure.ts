// SPDX-License-Identifier: MIT
import { EXIT, TravelError } from "../../errors.ts";
import { jsonText } from "../json.ts";
import { askedFor, type Candidate, candidateFor, type PassedOver } from "../measuring/candidates.ts";
import { measureAll } from "../measuring/measure-all.ts";
import { paceOf } from "../measuring/pace.ts";
import { refuseUnlessFit } from "../measuring/refusals.ts";
import type { MeasuredAll } from "../measuring/result.ts";
import { profileTyped } from "../profiles-here.ts";
import type { Input, Run, Session } from "../session.ts";
import { measureJson } from "../views/measure-json.ts";
import { offerLines } from "../views/measure-view.ts";
import { whoWould } from "../who-turns.ts";

/** `travelmode measure [SETTING[=VALUE]...]`: what settings save on this machine, by blocks with them and without. */
export const measure: Run = async (session, input) => {
  const asked = askedFor(input.list("setting"), profileTyped(session, undefined));
  await refuseUnlessFit(session);
  const where = { mode: await whoWould(session), machine: session.laptop.machine };
  const found = await Promise.all(asked.map((one) => candidateFor(one, where)));
  const candidates = found.filter((one): one is Candidate => "wish" in one);
  const passedOver = found.filter((one): one is PassedOver => "why" in one);
  if (!(await isAgreed(session, input, candidates, passedOver))) return EXIT.done;
  const { results, stoppedBy } = await measureAll(paceOf(session), candidates);
  if (session.json) session.terminal.out(jsonText(measureJson({ results, stoppedBy, passedOver })));
  return statusOf({ results, stoppedBy });
};

/** Says how long it takes, and asks; where nobody can be asked, the answer must have been given before. */
async function isAgreed(
  { terminal, laptop, json, quiet }: Session,
  input: Input,
  candidates: readonly Candidate[],
  passedOver: readonly PassedOver[],
): Promise<boolean> {
  const lines = offerLines({ candidates, passedOver, nowMs: laptop.machine.clock.now() }, terminal.look);
  if (!json && (!quiet || !input.flag("yes"))) for (const line of lines) terminal.out(line);
  if (candidates.length === 0 || input.flag("yes")) return candidates.length > 0 || json;
  if (json || terminal.ask === undefined)
    throw new TravelError("USAGE", "nobody can be asked whether to begin: --yes says so beforehand");
  return "yes".startsWith(await terminal.ask("Begin? [y]es, [n]o (Enter begins): "));
}

/** Done in part where it was ended early, or too much was going on. */
function statusOf({ results, stoppedBy }: MeasuredAll): number {
  return stoppedBy === null && results.every(({ findings }) => findings.isEnough) ? EXIT.done : EXIT.partly;
}
