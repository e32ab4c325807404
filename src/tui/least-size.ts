// SPDX-License-Identifier: MIT
import type { Size } from "./state.ts";

/** On a smaller terminal the tabs would not be readable. */
export const LEAST: Size = { columns: 60, rows: 15 };

export const isTooSmall = ({ columns, rows }: Size): boolean => columns < LEAST.columns || rows < LEAST.rows;
