// SPDX-License-Identifier: MIT

/**
 * What feeds the machine, once it is certain. `looking`: something was plugged in, and is being watched. `weak`: plugged in, and
 * the battery drains all the same. `none`: a machine without a battery.
 */
export type ChargerPhase = "unplugged" | "looking" | "weak" | "real" | "none";
