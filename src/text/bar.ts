// SPDX-License-Identifier: MIT

/** What a bar is drawn with. */
export interface BarStrokes {
  readonly full: string;
  readonly empty: string;
}

/** A level as a bar: "████████░░░░"; null: an empty one. */
export function bar(percent: number | null, columns: number, { full, empty }: BarStrokes): string {
  const share = percent === null ? 0 : Math.max(0, Math.min(100, percent)) / 100;
  // Only a full battery looks full, only an empty one empty.
  const filled =
    share > 0 && share < 1 ? Math.max(1, Math.min(columns - 1, Math.round(share * columns))) : Math.round(share * columns);
  return full.repeat(filled) + empty.repeat(Math.max(0, columns - filled));
}
