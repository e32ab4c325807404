// SPDX-License-Identifier: MIT
import type { BusValue, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { isUnitName, type OwnedUnit, unitProperties } from "./systemd-units.ts";

/** When a timer elapses, in milliseconds since 1970; null for never, or unknown. */
export interface TimerMoments {
  /** What it starts: "borgmatic.service". */
  readonly starts: string;
  readonly nextMs: number | null;
  readonly lastMs: number | null;
}

/** A timer's moments as systemd tells them; null where it does not. */
export async function timerMoments({ bus, files, clock }: Machine, timer: OwnedUnit): Promise<TimerMoments | null> {
  const reading = await unitProperties(bus, timer, "Timer");
  if (reading.kind !== "value") return null;
  const { Unit, NextElapseUSecRealtime, NextElapseUSecMonotonic, LastTriggerUSec } = reading.value;
  if (typeof Unit !== "string" || !isUnitName(Unit)) return null;
  const sinceBootMs = millisecondsOf(NextElapseUSecMonotonic);
  const uptimeMs = Number(/^\d+(?:\.\d+)?/.exec(valueOr(files.read("/proc/uptime"), ""))?.[0] ?? Number.NaN) * 1000;
  const counted = sinceBootMs === null || Number.isNaN(uptimeMs) ? null : clock.now() - uptimeMs + sinceBootMs;
  return {
    starts: Unit,
    nextMs: earlier(millisecondsOf(NextElapseUSecRealtime), counted),
    lastMs: millisecondsOf(LastTriggerUSec),
  };
}

const NEVER = 2n ** 64n - 1n;

/** systemd counts microseconds; 0 is "not set", all bits "never". */
function millisecondsOf(told: BusValue | undefined): number | null {
  const micros = typeof told === "bigint" || typeof told === "number" ? BigInt(told) : 0n;
  return micros <= 0n || micros >= NEVER ? null : Number(micros / 1000n);
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
