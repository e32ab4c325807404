// SPDX-License-Identifier: MIT
import type { Goal } from "../../engine/engine.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { engineFor } from "../engine-for.ts";
import { askAboutUse } from "../in-use.ts";
import { idOf, knobOf } from "../names.ts";
import { clearTheWay } from "../other-owner.ts";
import { configHere, libraryHere } from "../profiles-here.ts";
import type { Input, Run, Session } from "../session.ts";
import { showPlan, showReport } from "../show-report.ts";

/** `travelmode on [PROFILE]`: takes the machine to a profile. */
export const on: Run = async (session, input) => {
  const goal = goalFor(session, input);
  const { name } = goal.profile;
  const engine = engineFor(session);
  const asRoot = `sudo travelmode on ${name}`;
  if (input.flag("dry-run"))
    return showPlan(session, await engine.plan(goal), { headline: `Would turn travel mode on: ${name}`, asRoot });
  const ended = await clearTheWay(session, await engine.status());
  if (ended !== undefined && !session.json && !session.quiet) session.terminal.out(ended);
  const closing = "Put everything back with: travelmode off (do that when you plug in)";
  return showReport(session, await engine.reconcile(goal), {
    headline: `Travel mode is on: ${name}`,
    battery: true,
    asRoot,
    closing,
  });
};

/** The profile asked for, else the configured one; what the configuration leaves alone stays alone. */
function goalFor(session: Session, input: Input): Goal & { readonly profile: NonNullable<Goal["profile"]> } {
  const config = configHere(session);
  const decide = session.json ? undefined : askAboutUse(session.terminal);
  return {
    profile: libraryHere(session).load(input.argument("profile") ?? config.profile),
    reason: "user",
    afresh: true,
    leave: [...config.leave, ...input.list("leave").map((word) => idOf(word, KNOBS))],
    evenIfUsed: input.list("even-if-used").map((word) => knobOf(word, KNOBS).id),
    ...(decide === undefined ? {} : { decide }),
  };
}
