// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { BusCall, BusValue, Files } from "../../src/machine/doors.ts";
import { openSimulatedLaptop, type SimulatedLaptop, type SimulatedLaptopOptions } from "../../src/sim/laptop.ts";
import { folderInMemory } from "../fakes/tree.ts";

/** A simulated laptop in a folder of its own, without its tree on disk. */
export const simulated = (test: TestContext, options: Partial<SimulatedLaptopOptions> = {}): SimulatedLaptop =>
  openSimulatedLaptop({ folder: folderInMemory(test), tree: false, ...options });

/** The person at the laptop, and somebody who is not. */
export const alice = { uid: 1000, name: "alice", home: "/home/alice" };
export const stranger = { uid: 1001, name: "bob", home: "/home/bob" };

export function textAt(files: Files, path: string): string {
  const reading = files.read(path);
  assert.equal(reading.kind, "value", `${path} cannot be read`);
  return reading.kind === "value" ? reading.value : "";
}

/** The errno of a write, or "done". */
export function writeTo(files: Files, path: string, text: string): string {
  const outcome = files.write(path, text);
  return outcome.kind === "done" ? "done" : outcome.code;
}

/** The reply's first argument, or the D-Bus error name. */
export async function ask(
  { machine }: SimulatedLaptop,
  call: Omit<BusCall, "signature" | "args"> & Partial<BusCall>,
): Promise<BusValue> {
  const reply = await machine.bus.call({ signature: "", args: [], ...call });
  return reply.kind === "value" ? (reply.value[0] ?? "done") : reply.kind === "error" ? reply.code : "absent";
}

export const POLICY0 = "/sys/devices/system/cpu/cpufreq/policy0";
export const PSTATE = "/sys/devices/system/cpu/intel_pstate";
