// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { dischargesOf } from "../history/discharges.ts";
import { filledIn } from "../history/filled-in.ts";
import type { HistoryRecord } from "../history/record.ts";
import { upowerRecords } from "../history/upower.ts";
import { upowerHistory } from "../keeper/battery/upower-history.ts";
import { readHistory } from "../keeper/history/history-store.ts";
import { readPower } from "../power/read-power.ts";
import type { Session } from "./session.ts";

/**
 * All that is on record of this laptop's past, without asking any keeper: what the caller's keeper has kept, that of the other owner (for an ordinary
 * user, of the whole computer), and UPower of the times in which none watched. A simulated laptop has
 * a made-up past.
 */
export function historyHere({ laptop }: Pick<Session, "laptop">): readonly HistoryRecord[] {
  const { folders, machine, simulation } = laptop;
  if (simulation !== undefined) return simulation.past();
  const kept = filledIn(readHistory(folders.own), folders.other === undefined ? [] : readHistory(folders.other));
  const power = readPower(machine.files);
  const texts = { charge: upowerHistory(machine.files, power, "charge"), rate: upowerHistory(machine.files, power, "rate") };
  return filledIn(kept, upowerRecords(texts, power.energyFullWh));
}

/** The same as discharges, the newest last. */
export const dischargesHere = (session: Pick<Session, "laptop">): readonly Discharge[] => dischargesOf(historyHere(session));
