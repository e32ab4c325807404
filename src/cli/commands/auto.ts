// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import { EXIT } from "../../errors.ts";
import type { Profile } from "../../profile/profile.ts";
import { statusOf } from "../../text/completeness.ts";
import { autoSentence } from "../../text/wish-lines.ts";
import { jsonText } from "../json.ts";
import { lookAtTravelMode } from "../look-at.ts";
import { tellCleared } from "../other-owner.ts";
import { libraryHere } from "../profiles-here.ts";
import { savedHere } from "../savings-here.ts";
import type { Run, Session } from "../session.ts";
import { showReport } from "../show-report.ts";
import { reportJson } from "../views/report-json.ts";
import { toTurnOn, whoeverHasIt } from "../who-turns.ts";

/** `travelmode auto PROFILE`: that profile comes on by itself on battery. `auto off` ends that, a bare `auto` tells how it stands. */
export const auto: Run = async (session, input) => {
  const name = input.argument("profile");
  if (name === undefined) return show(session, (await lookAtTravelMode(session)).wishes.auto, null);
  if (name === "off") return show(session, null, await (await whoeverHasIt(session)).auto(null));
  const profile = libraryHere(session).load(name);
  const { mode, cleared } = await toTurnOn(session);
  tellCleared(session, cleared);
  return show(session, profile, await mode.auto(profile));
};

async function show(session: Session, profile: Profile | null, report: Report | null): Promise<number> {
  const { terminal, json, quiet } = session;
  const name = profile?.name ?? null;
  const savedBy = savedHere(session, profile ?? { wishes: {} });
  const status = report === null ? EXIT.done : statusOf(report);
  const headline = autoSentence(name);
  if (json) {
    const done = report === null ? null : reportJson(report, { complete: status === EXIT.done, told: [], savedBy });
    terminal.out(jsonText({ auto: name, report: done }));
  } else if (report !== null)
    await showReport(session, report, { headline, asRoot: `sudo travelmode auto ${name ?? "off"}`, battery: true, savedBy });
  else if (!quiet) terminal.out(headline);
  return status;
}
