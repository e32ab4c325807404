// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../engine/engine.ts";
import type { Report } from "../../engine/report.ts";
import { EXIT } from "../../errors.ts";
import { appFreeze } from "../../knobs/app-freeze.ts";
import { appSlow } from "../../knobs/app-slow.ts";
import type { Knob, Wish } from "../../knobs/knob.ts";
import { serviceHold } from "../../knobs/service-hold.ts";
import { UNIT_RULE, unitTyped } from "../../knobs/unit-words.ts";
import { clean } from "../../text/display-width.ts";
import { heldLines } from "../../text/held-apps-lines.ts";
import { jsonText } from "../json.ts";
import { wishOf } from "../names.ts";
import type { Run, Session } from "../session.ts";
import { showReport } from "../show-report.ts";
import type { TravelMode } from "../travel-mode.ts";
import { whoeverHasIt } from "../who-turns.ts";

/** `travelmode thaw [NAME]`: lets go on what is frozen, slowed or held; without a name, tells what is. */
export const thaw: Run = async (session, input) => {
  const mode = await whoeverHasIt(session);
  const name = input.argument("program");
  return name === undefined ? tell(session, mode) : letGo(session, mode, name);
};

const KNOBS = [appFreeze, appSlow, serviceHold];

/** What is held back now, by travel mode or by a hand in it. */
async function heldNow(mode: TravelMode): Promise<readonly SettingStatus[]> {
  const { settings } = await mode.status();
  return settings.filter(({ knob, now, original }) => KNOBS.some(({ id }) => id === knob) && now !== null && now !== original);
}

async function tell({ terminal, json }: Session, mode: TravelMode): Promise<number> {
  const held = await heldNow(mode);
  if (json) terminal.out(jsonText({ held: held.map(({ knob, place, now }) => ({ knob, program: place, now })) }));
  else for (const line of heldLines(held)) terminal.out(line);
  return EXIT.done;
}

/** All ways in which it may be held; what it is not held by is not spoken of. */
async function letGo(session: Session, mode: TravelMode, name: string): Promise<number> {
  const held = await heldNow(mode);
  const reports: Report[] = [];
  for (const knob of KNOBS.filter(({ id }) => held.some((one) => one.knob === id)))
    for (const wish of sparing(knob, name)) reports.push(await mode.set({ knob: knob.id, wish, evenIfUsed: [] }));
  const turned = reports.filter(({ results }) => results.some(({ kind }) => kind === "apply"));
  for (const report of turned)
    await showReport(session, report, { headline: headlineFor(name), asRoot: `sudo travelmode thaw ${name}`, byHand: true });
  if (turned.length === 0) session.terminal.err(`${clean(name)} is not frozen, slowed or held; travelmode thaw tells what is.`);
  return turned.length === 0 ? EXIT.partly : EXIT.done;
}

/** A service is meant by its unit; a name that no unit can have means none. */
function sparing(knob: Knob, name: string): readonly Wish[] {
  const word = `not ${knob === serviceHold ? unitTyped(name) : name}`;
  return knob !== serviceHold || UNIT_RULE.test(word) ? [wishOf(word, knob)] : [];
}

const headlineFor = (name: string): string => `${clean(name)} goes on, and is left alone until travel mode is switched on anew.`;
