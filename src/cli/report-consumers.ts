// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { type Consumer, hungriestFirst, isAwake } from "../processes/applications.ts";
import { fitOf, readLearned } from "../processes/learned.ts";
import type { Observation } from "../processes/scan.ts";
import type { ConsumerRow, ConsumersNow } from "../report/report-data.ts";
import { type Amounts, amountCells, baseAndTotal, measuredLine } from "../text/consumer-words.ts";
import type { Look } from "../text/look.ts";
import { applicationsHere } from "./applications-here.ts";
import { observedFor } from "./observed.ts";
import type { Session } from "./session.ts";

const LOOK_S = 10;
const MOST_ROWS = 8;

/** Looks for ten seconds at who uses the power; null where that cannot be told. */
export async function consumersNow(session: Session): Promise<ConsumersNow | null> {
  const { laptop, terminal, quiet } = session;
  if (!quiet && Number.isFinite(terminal.look.columns)) terminal.err(`Looking for ${LOOK_S} s at who uses the power ...`);
  try {
    const observation = await observedFor(laptop.machine, LOOK_S, fitOf(readLearned(laptop.folders.own)));
    return consumersOf(observation, applicationsHere(session, observation.uses), terminal.look);
  } catch (error) {
    if (error instanceof TravelError) return null;
    throw error;
  }
}

function consumersOf(observation: Observation, applications: readonly Consumer[], look: Look): ConsumersNow {
  const { spanS, attribution } = observation;
  const row = ({ name, ...amounts }: Amounts & Pick<ConsumerRow, "name">): ConsumerRow => {
    const [power = "", cpu = "", wakeups = ""] = amountCells(amounts, look);
    return { name, power, cpu, wakeups };
  };
  const most = hungriestFirst(applications.filter(isAwake)).slice(0, MOST_ROWS);
  return {
    measured: `${measuredLine(observation)}${attribution === null ? "" : " Each program's watts are an estimate."}`,
    rows: [...most.map((one) => ({ ...one, spanS })), ...baseAndTotal(observation, "all together")].map(row),
  };
}
