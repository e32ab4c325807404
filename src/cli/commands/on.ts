// SPDX-License-Identifier: MIT
import type { Goal } from "../../engine/engine.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import type { Profile } from "../../profile/profile.ts";
import { engineFor } from "../engine-for.ts";
import { forewarning } from "../forewarning.ts";
import { askAboutUse } from "../in-use.ts";
import { settingsToLeave } from "../leave.ts";
import { wholeKnobOf } from "../names.ts";
import { clearTheWay } from "../other-owner.ts";
import { configHere, libraryHere, usualProfile } from "../profiles-here.ts";
import type { Input, Run, Session } from "../session.ts";
import { showPlan, showReport } from "../show-report.ts";

/** `travelmode on [PROFILE]`: takes the machine to a profile. */
export const on: Run = async (session, input) => {
  const goal = await goalFor(session, input);
  const { name } = goal.profile;
  const engine = engineFor(session);
  const asRoot = `sudo travelmode on ${name}`;
  if (input.flag("dry-run"))
    return showPlan(session, await engine.plan(goal), {
      headline: `Would turn travel mode on: ${name}`,
      asRoot,
      idle: "All is so already.",
    });
  const { done, faults } = await clearTheWay(session, await engine.outline());
  if (!session.json && !session.quiet) for (const line of done) session.terminal.out(line);
  for (const line of faults) session.terminal.err(line);
  const closing = "Put everything back with: travelmode off (do that when you plug in)";
  const { told, onWarning } = forewarning(session);
  return showReport(session, await engine.reconcile({ ...goal, onWarning }), {
    headline: `Travel mode is on: ${name}`,
    idle: "All was so already.",
    battery: true,
    ...{ asRoot, told, closing },
  });
};

/** The profile asked for, else the configured one; what the configuration leaves alone stays alone. */
async function goalFor(session: Session, input: Input): Promise<Goal & { readonly profile: Profile }> {
  const config = configHere(session);
  const decide = session.json ? undefined : askAboutUse(session.terminal);
  const name = input.argument("profile");
  return {
    profile: name === undefined ? usualProfile(session, config) : libraryHere(session).load(name),
    reason: "user",
    afresh: true,
    leave: await settingsToLeave(session, config, input.list("leave")),
    evenIfUsed: input.list("even-if-used").map((word) => wholeKnobOf(word, KNOBS).id),
    ...(decide === undefined ? {} : { decide }),
  };
}
