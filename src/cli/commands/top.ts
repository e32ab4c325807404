// SPDX-License-Identifier: MIT
import { EXIT, TravelError } from "../../errors.ts";
import type { StateFolder } from "../../machine/state-folder.ts";
import { asProcesses } from "../../processes/applications.ts";
import { blockOf } from "../../processes/fit.ts";
import { type Fit, fitOf, readLearned, saveLearned, withBlock } from "../../processes/learned.ts";
import { recogniseForgotten } from "../../processes/recognise.ts";
import type { Observation } from "../../processes/scan.ts";
import { applicationsHere } from "../applications-here.ts";
import { jsonText } from "../json.ts";
import { observedFor } from "../observed.ts";
import type { Input, Run, Session } from "../session.ts";
import { secondsTyped } from "../typed-duration.ts";
import { type Eaters, topJson } from "../views/top-json.ts";
import { topLines } from "../views/top-view.ts";

const USUAL_S = 10;

/** `travelmode top`: who eats the power, over ten seconds or as long as asked. Changes nothing. */
export const top: Run = async (session, input) => {
  const spanS = spanTyped(input);
  const { terminal, laptop, json, quiet, verbose } = session;
  const fit = fitOf(readLearned(laptop.folders.own));
  if (!json && !quiet && Number.isFinite(terminal.look.columns)) terminal.err(`Looking for ${spanS} s ...`);
  const observation = await observedFor(laptop.machine, spanS, fit);
  learn(laptop.folders.own, observation);
  const eaters = eatersOf(session, observation, { fit, single: input.flag("processes") });
  if (json) terminal.out(jsonText(topJson(eaters)));
  else for (const line of topLines(eaters, terminal.look, { all: verbose })) terminal.out(line);
  return EXIT.done;
};

function spanTyped(input: Input): number {
  const word = input.text("for");
  if (word === undefined) return USUAL_S;
  const spanS = secondsTyped(word);
  if (spanS !== null) return spanS;
  throw new TravelError("USAGE", `"${word}" is no time: 10s, 3m, 1h; a bare number means minutes`);
}

/** A long look on battery teaches what things cost here. Where it cannot be kept, this estimate is as good without. */
function learn(folder: StateFolder, { measured, all, spanS }: Observation): void {
  if (typeof measured === "string" || measured.source !== "battery") return;
  const block = blockOf(all, measured.powerW, spanS);
  if (block !== null) saveLearned(folder, withBlock(readLearned(folder), block));
}

function eatersOf(
  session: Session,
  observation: Observation,
  { fit, single }: { readonly fit: Fit; readonly single: boolean },
): Eaters {
  const applications = applicationsHere(session, observation.uses);
  return {
    ...{ observation, fit, single },
    consumers: single ? asProcesses(observation.uses) : applications,
    forgotten: recogniseForgotten(applications, observation.spanS),
    isSimulated: session.laptop.simulation !== undefined,
    isRoot: session.laptop.machine.caller.uid === 0,
  };
}
