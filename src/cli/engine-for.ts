// SPDX-License-Identifier: MIT
import type { Engine } from "../engine/engine.ts";
import { openEngine } from "../engine/open-engine.ts";
import type { Knob } from "../knobs/knob.ts";
import type { Session } from "./session.ts";

/** The engine on the session's laptop. */
export const engineFor = ({ laptop }: Session): Engine =>
  // A simulated laptop neither sleeps nor shuts down behind anybody's back.
  openEngine(laptop.machine, laptop.folders, loadKnobs, { watched: laptop.simulation !== undefined });

/** Loads what can be turned, where it is needed. */
export const loadKnobs = async (): Promise<readonly Knob[]> => (await import("../knobs/knobs.ts")).KNOBS;
