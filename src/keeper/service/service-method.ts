// SPDX-License-Identifier: MIT
import type { Knob } from "../../knobs/knob.ts";
import type { BusValue } from "../../machine/doors.ts";
import type { HostedMethod } from "../../machine/live-doors.ts";
import type { Keeper } from "../keeper.ts";
import type { Holds } from "../wishes/holds.ts";
import type { ReceivedProfiles } from "./received-profile.ts";
import type { Action } from "./service-names.ts";

/** What the methods work with. */
export interface Desk {
  readonly keeper: Keeper;
  readonly knobs: readonly Knob[];
  readonly profiles: ReceivedProfiles;
  readonly holds: Holds;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Visitor {
  readonly sender: string;
  /** Throws AUTHORISATION or REFUSED unless the caller may. */
  permit(action: Action): Promise<void>;
}

/** What is to be done once the caller may; answers the reply's arguments. */
export type Deed = (visitor: Visitor) => Promise<readonly BusValue[]>;

export interface ServiceMethod extends Pick<HostedMethod, "in" | "out"> {
  /** What every caller needs, before anything else is looked at; null: free. */
  readonly action: Action | null;
  /** As how many calls it counts; 1 unless given. */
  readonly cost?: number;
  /** Checks the arguments; throws USAGE. */
  accept(args: readonly BusValue[], desk: Desk): Deed;
}
