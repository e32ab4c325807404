// SPDX-License-Identifier: MIT
import { type BusName, namesOn } from "./bus-names.ts";
import type { Bus, Machine } from "./doors.ts";
import type { Reading } from "./reading.ts";

/** Some user's own ("session") bus. */
export interface UsersBus extends Pick<Bus, "call"> {
  /** The well-known names on it. */
  names(): Promise<Reading<readonly BusName[]>>;
}

/** The bus of a user: the caller's own; for root anybody's. Undefined for an ordinary user who asks for another's. */
export function usersBus({ bus, caller }: Pick<Machine, "bus" | "caller">, uid: number): UsersBus | undefined {
  if (caller.uid !== uid && caller.uid !== 0) return undefined;
  const call: Bus["call"] = (it) => bus.call({ ...it, bus: caller.uid === uid ? "session" : uid });
  return { call, names: () => namesOn({ call }, {}) };
}
