// SPDX-License-Identifier: MIT
import type { Model, ModelName } from "../model.ts";
import { amd } from "./amd.ts";
import { arm } from "./arm.ts";
import { bare } from "./bare.ts";
import { intel } from "./intel.ts";
import { thinkpad } from "./thinkpad.ts";

/** Every machine that can be simulated, by name. */
export const MODELS: Readonly<Record<ModelName, Model>> = { intel, amd, thinkpad, arm, bare };
