// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import type { ProcessLook } from "../machine/processes.ts";
import { mapReading, type Reading, valueOr } from "../machine/reading.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import { isAwake, type ProcessUse } from "./applications.ts";
import { type Attribution, attribute } from "./attribute.ts";
import { type Identities, type Identity, identities, knownByName } from "./identities.ts";
import { type Measurement, type MeterReading, measuredBetween, readMeters } from "./measured-power.ts";
import { type Activity, type Coefficients, sumOf } from "./power-model.ts";
import { type Usage, usageBetween } from "./usage.ts";

/** What all processes used between two looks. */
export interface Observation {
  readonly spanS: number;
  readonly measured: Measurement;
  /** Null where no power could be measured. The parts are in the order of `uses`. */
  readonly attribution: Attribution | null;
  readonly uses: readonly ProcessUse[];
  readonly all: Activity;
  /** Whether others' processes are shown, too. */
  readonly seesAll: boolean;
}

/** Looks at processes and meters again and again. Whoever opens it closes it. */
export interface Scan {
  /** What was used since the last look, which for the first is the opening; an error where /proc cannot be read. */
  look(): Reading<Observation>;
  close(): void;
}

export interface ScanOptions {
  readonly machine: Pick<Machine, "files" | "processes">;
  readonly coefficients: Coefficients;
  /** The battery, as it was read last: reading it wakes the embedded controller, so how often is the caller's to say. */
  power(): PowerSnapshot;
}

/** Takes the first look. */
export function openScan({ machine, coefficients, power }: ScanOptions): Scan {
  const { files } = machine;
  const table = machine.processes.open();
  const moment = (): Reading<Moment> => mapReading(table.look(), (look) => ({ look, meters: readMeters(files, power()) }));
  const circumstances = { coefficients, cpus: countCpus(machine), identify: identities(table) };
  let last = moment();
  return {
    look: () => {
      const [before, now] = [last, moment()];
      last = now;
      if (before.kind !== "value") return before;
      return mapReading(now, (it) => observe(before.value, it, circumstances));
    },
    close: () => table.close(),
  };
}

interface Moment {
  readonly look: ProcessLook;
  readonly meters: MeterReading;
}

interface Circumstances {
  readonly cpus: number;
  readonly coefficients: Coefficients;
  readonly identify: Identities;
}

function observe(before: Moment, now: Moment, { cpus, coefficients, identify }: Circumstances): Observation {
  const spanMs = Math.max(0, now.look.atMs - before.look.atMs);
  const usages = usageBetween(before.look, now.look);
  const activities = usages.map(activityOf);
  const measured = measuredBetween(before.meters, now.meters, spanMs);
  const spanS = spanMs / 1000;
  const who = identify(now.look);
  const attribution = typeof measured === "string" ? null : attribute(activities, { spanS, cpus, measured, coefficients });
  return {
    ...{ spanS, measured, attribution, all: sumOf(activities), seesAll: now.look.seesAll },
    uses: usages.map((usage, index) => useOf(usage, attribution?.partsW[index] ?? null, who[index])),
  };
}

const IDLE: Activity = { cpuS: 0, wakeups: 0, diskBytes: 0 };

/** Most have slept: one object does for all of them. */
const activityOf = (usage: Usage): Activity =>
  isAwake(usage) ? { cpuS: usage.cpuS, wakeups: usage.wakeups ?? 0, diskBytes: usage.diskBytes ?? 0 } : IDLE;

/** Who used what; `powerW` null where no power could be measured. */
export function useOf(usage: Usage, powerW: number | null, who: Identity | undefined): ProcessUse {
  const { process, cpuS, wakeups, diskBytes } = usage;
  const { program, application } = who ?? knownByName(process);
  return { pid: process.pid, program, application, isKernelThread: process.isKernelThread, powerW, cpuS, wakeups, diskBytes };
}

const countCpus = ({ files }: Pick<Machine, "files">): number =>
  valueOr(files.list("/sys/devices/system/cpu"), []).filter((name) => /^cpu\d+$/u.test(name)).length;
