// SPDX-License-Identifier: MIT
import { EXIT, TravelError } from "../../errors.ts";
import type { TripTold } from "../../keeper/trip/trip.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { wrap } from "../../text/display-width.ts";
import { goalWords } from "../../text/trip-words.ts";
import { jsonText } from "../json.ts";
import type { Run, Session } from "../session.ts";
import { showReport } from "../show-report.ts";
import { hungriestHere, prospectsHere, tellOutlook } from "../tell-trip.ts";
import type { TravelMode } from "../travel-mode.ts";
import { moveTyped } from "../typed-trip.ts";
import { tripJson } from "../views/trip-json.ts";
import { tripLines } from "../views/trip-view.ts";
import { whoeverHasIt } from "../who-turns.ts";

/** `travelmode trip`: plan, progress and margin of the journey. `trip +30m` and `trip -30m` move the arrival, `trip end` is for who is there. */
export const trip: Run = async (session, input) => {
  const change = input.argument("change");
  const byMs = change === undefined || change === "end" ? null : moveTyped(change);
  if (change !== undefined && change !== "end" && byMs === null)
    throw new TravelError("USAGE", `"${change}" is no change of a journey: write +30m, -30m or end`);
  const mode = await whoeverHasIt(session);
  if (change === "end") return end(session, mode);
  return byMs === null ? show(session, await mode.trip()) : move(session, mode, byMs);
};

async function show(session: Session, told: TripTold | null): Promise<number> {
  const { terminal, laptop, json } = session;
  const nowMs = laptop.machine.clock.now();
  if (json) terminal.out(jsonText({ trip: told === null ? null : tripJson(told) }));
  else if (told === null) terminal.out("No journey is under way. Begin one with: travelmode on --last 5h30m");
  else {
    const { look } = terminal;
    const prospects = prospectsHere(session, told);
    for (const line of tripLines(told, { look, nowMs, knobs: KNOBS, prospects })) terminal.out(line);
    for (const line of (await hungriestHere(session, told)).flatMap((one) => ["", ...wrap(one, look.columns)]))
      terminal.out(line);
  }
  return EXIT.done;
}

async function move(session: Session, mode: TravelMode, byMs: number): Promise<number> {
  const report = await mode.moveTrip(byMs);
  const told = await mode.trip();
  if (told === null)
    throw new TravelError("KEEPER_LOST", "the journey has ended meanwhile: travelmode status tells what is in force");
  await tellOutlook(session, told);
  return showReport(session, report, {
    headline: `The journey: ${goalWords(told, session.laptop.machine.clock.now())}`,
    asRoot: "sudo travelmode trip",
    idle: "Nothing had to be changed for it.",
  });
}

const end = async (session: Session, mode: TravelMode): Promise<number> =>
  showReport(session, await mode.endTrip(), {
    headline: "The journey is over.",
    asRoot: "sudo travelmode trip end",
    battery: true,
  });
