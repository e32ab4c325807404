// SPDX-License-Identifier: MIT
import type { DueWork } from "../../knobs/due-work.ts";
import { isMetered } from "../../knobs/metered.ts";
import { type OwnedUnit, readUnits, startUnit, unitProperties } from "../../knobs/systemd-units.ts";
import type { Machine } from "../../machine/doors.ts";
import { readPower } from "../../power/read-power.ts";
import type { Journey } from "./check.ts";
import { dueHere } from "./due-work-here.ts";

/** What became of a job that was started. */
export interface RanJob extends DueWork {
  readonly outcome: "done" | "failed" | "not started";
  /** systemd's word for it ("exit-code", "timeout" ...), or the error of the bus; null where it went well, or nobody tells. */
  readonly fault: string | null;
  readonly ms: number;
}

export interface RunDue {
  /** Why nothing was run at all; null where it could be. */
  readonly refusal: string | null;
  readonly jobs: readonly RanJob[];
}

/** Told before each job begins. */
export type OnJob = (job: DueWork) => void;

/** Runs what falls due on the way, one after the other, through systemd, as it would run by its timer. Nothing on battery or a metered network. */
export async function runDue(machine: Machine, journey: Journey, onJob: OnJob): Promise<RunDue> {
  const refusal = await whyNot(machine);
  if (refusal !== null) return { refusal, jobs: [] };
  const due = await dueHere(machine, journey);
  const jobs: RanJob[] = [];
  for (const job of due) {
    onJob(job);
    jobs.push(await run(machine, job));
  }
  return { refusal: null, jobs };
}

async function whyNot({ files, bus }: Machine): Promise<string | null> {
  const { source } = readPower(files);
  if (source === "battery" || source === "weak-ac") return "the battery drains: plug in the charger first";
  return (await isMetered(bus)) ? "the network is metered" : null;
}

async function run(machine: Machine, job: DueWork): Promise<RanJob> {
  const begunMs = machine.clock.now();
  const started = await machine.bus.call(startUnit(job.owner, job.service));
  const ended = (outcome: RanJob["outcome"], fault: string | null): RanJob => ({
    ...job,
    outcome,
    fault,
    ms: machine.clock.now() - begunMs,
  });
  if (started.kind !== "value") return ended("not started", started.kind === "error" ? started.code : "systemd did not answer");
  const fault = await endOf(machine, job);
  return ended(fault === null ? "done" : "failed", fault);
}

const LOOK_MS = 1000;

/** Waits until the job is over; answers what went wrong, in systemd's word. */
async function endOf(machine: Machine, job: DueWork): Promise<string | null> {
  for (;;) {
    await machine.clock.sleep(LOOK_MS);
    const unit = await unitOf(machine, job);
    if (unit === undefined) return "systemd does not answer any more";
    if (!isAtWork(unit)) return faultOf(machine, unit);
  }
}

async function unitOf({ bus }: Machine, { owner, service }: DueWork): Promise<OwnedUnit | undefined> {
  const units = await readUnits(bus, owner, [service]);
  return units.kind === "value" ? units.value[0] : undefined;
}

/** A job that has ended may stay active, with nothing that runs. */
const isAtWork = ({ state, subState, job }: OwnedUnit): boolean =>
  state === "activating" || state === "deactivating" || job !== "" || (state === "active" && subState !== "exited");

async function faultOf({ bus }: Machine, unit: OwnedUnit): Promise<string | null> {
  const properties = await unitProperties(bus, unit, "Service");
  const result = properties.kind === "value" ? properties.value["Result"] : undefined;
  return typeof result !== "string" || result === "success" ? null : result;
}
