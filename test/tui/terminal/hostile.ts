// SPDX-License-Identifier: MIT
import { MODELS } from "../../../src/sim/models/models.ts";

/**
 * Preloaded into the program by `node --import`: headphones whose name clears the screen, names the window, turns red and writes from right
 * to left.
 */
const [headphones] = MODELS.intel.bluetooth?.devices ?? [];
Object.assign(headphones ?? {}, { name: "\u001b[2J\u001b]0;owned\u0007\u009b31mred\u202egnp" });
