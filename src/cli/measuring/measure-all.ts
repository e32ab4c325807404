// SPDX-License-Identifier: MIT
import { setTimeout } from "node:timers/promises";
import { keepSaving } from "../../keeper/savings/savings-store.ts";
import { screenPercent } from "../../keeper/screen-percent.ts";
import { alarmLines } from "../../text/alarm-lines.ts";
import type { Session } from "../session.ts";
import type { TravelMode } from "../travel-mode.ts";
import { blockLine, designLine, resultLines, stoppedSentence } from "../views/measure-view.ts";
import { toTurnOn } from "../who-turns.ts";
import type { Candidate } from "./candidates.ts";
import { savingsFrom } from "./kept-saving.ts";
import { measureOne, type StoppedBy } from "./measure-one.ts";
import { type Meters, openMeters } from "./meters.ts";
import type { Pace } from "./pace.ts";
import type { MeasuredAll, Result } from "./result.ts";
import { openSwitcher } from "./switcher.ts";

/** One setting after the other; each result is told and kept at once. Whatever ends it, everything is put back. */
export async function measureAll(pace: Pace, candidates: readonly Candidate[]): Promise<MeasuredAll> {
  const { session } = pace;
  const { mode } = await toTurnOn(session);
  return session.terminal.untilStopped(async (stopped) => {
    const results: Result[] = [];
    for (const candidate of candidates) {
      const result = await putBackAfter(pace, { mode, candidate, stopped });
      if (typeof result === "string") return told(session, { results, stoppedBy: result });
      results.push(result);
      tellResult(session, result);
    }
    return { results, stoppedBy: null };
  });
}

interface Work {
  readonly mode: TravelMode;
  readonly candidate: Candidate;
  readonly stopped: Promise<void>;
}

async function putBackAfter(pace: Pace, { mode, candidate, stopped }: Work): Promise<Result | StoppedBy> {
  const { session } = pace;
  const { machine } = session.laptop;
  const meters = await openMeters(machine, candidate.knob.id);
  const brightnessPercent = screenPercent(machine.files);
  const switcher = openSwitcher(mode, candidate.knob.id, candidate.wish);
  let isStopped = false;
  void stopped.then(() => {
    isStopped = true;
  });
  try {
    const measured = await measureOne({
      meters,
      switcher,
      random: Math.random,
      isStopped: () => isStopped,
      wait: (ms) => passing(session, ms, stopped),
      onDesign: (design) => progress(session, designLine(design, candidate)),
      onBlock: (block) => progress(session, blockLine(block, candidate, machine.clock.now())),
    });
    return measured.kind === "stopped" ? measured.by : resultOf(pace, { meters, candidate, measured, brightnessPercent });
  } finally {
    await switcher.end();
  }
}

/** A simulated laptop's time passes at once; with a look now and then somebody at a terminal can follow. */
const FOLLOW_MS = 50;

async function passing({ laptop, terminal }: Session, ms: number, stopped: Promise<void>): Promise<void> {
  await laptop.machine.clock.sleep(ms, stopped);
  if (laptop.simulation !== undefined) await setTimeout(Number.isFinite(terminal.look.columns) ? FOLLOW_MS : 0);
}

interface Finished {
  readonly meters: Meters;
  readonly candidate: Candidate;
  readonly measured: Pick<Result, "design" | "findings">;
  /** As it was before the screen was turned. */
  readonly brightnessPercent: number | null;
}

/** Keeps what was found. */
function resultOf({ session, isKept }: Pace, { meters, candidate, measured, brightnessPercent }: Finished): Result {
  const { machine, folders } = session.laptop;
  const { design, findings } = measured;
  const around = { nowMs: machine.clock.now(), brightnessPercent, profile: null };
  const savings = savingsFrom({ design, findings }, candidate, around);
  const failed = (isKept ? savings : [])
    .map((saving) => keepSaving(folders.own, saving))
    .find((writing) => writing.kind === "error");
  const unkept = failed?.kind === "error" ? `it could not be kept: ${failed.where} cannot be written (${failed.code})` : null;
  return { candidate, design, findings, savings, energyWh: meters.power().energyWh, unkept };
}

/** How far it has come is no result: it goes where questions go. */
function progress({ terminal, json, quiet }: Session, line: string): void {
  if (!json && !quiet) terminal.err(line);
}

function tellResult({ terminal, json }: Session, result: Result): void {
  if (!json) for (const line of resultLines(result, terminal.look)) terminal.out(line);
}

function told({ terminal, json }: Session, all: MeasuredAll & { readonly stoppedBy: StoppedBy }): MeasuredAll {
  if (!json) for (const line of alarmLines([stoppedSentence(all)], terminal.look)) terminal.err(line);
  return all;
}
