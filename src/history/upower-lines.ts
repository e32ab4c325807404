// SPDX-License-Identifier: MIT

/** One line of a history of UPower (its up-history.c): Unix time, an amount (percent or watts), and the battery's state. */
export interface UpowerLine {
  readonly atS: number;
  readonly amount: number;
  /** "discharging", "charging", "fully-charged" ...; "unknown" marks that UPower has started. */
  readonly state: string;
}

/** The lines of such a history; what is none, or no amount below `most`, is passed over. */
export const upowerLines = (history: string, most: number): readonly UpowerLine[] =>
  history.split("\n").flatMap((text) => {
    const [atS, amount, state = ""] = text.split("\t");
    const line = { atS: Number(atS || Number.NaN), amount: Number(amount || Number.NaN), state: state.trim() };
    return Number.isFinite(line.atS) && line.amount >= 0 && line.amount <= most ? [line] : [];
  });
