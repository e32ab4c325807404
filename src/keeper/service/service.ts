// SPDX-License-Identifier: MIT

import type { ChangeResult } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import type { Knob } from "../../knobs/knob.ts";
import type { HostedMethod, Hosting, IncomingCall, LiveBus, LiveClock } from "../../machine/live-doors.ts";
import { type Reading, value } from "../../machine/reading.ts";
import type { ProfileLibrary } from "../../profile/library.ts";
import type { Keeper, KeeperEvent } from "../keeper.ts";
import { keepHolds } from "../wishes/holds.ts";
import type { Authorise } from "./authorise.ts";
import { receivedProfiles } from "./received-profile.ts";
import { type Doorkeeper, doorkeeper, type Strictness } from "./service-door.ts";
import type { Desk, ServiceMethod } from "./service-method.ts";
import { SERVICE_METHODS } from "./service-methods.ts";
import { KEEPER } from "./service-names.ts";
import { changedNames, type Properties, propertiesOf } from "./service-properties.ts";

export interface ServiceParts {
  readonly bus: LiveBus;
  readonly keeper: Keeper;
  readonly authorise: Authorise;
  /** Shipped profiles and those of /etc/travelmode. */
  readonly profiles: ProfileLibrary;
  readonly knobs: readonly Knob[];
  /** The interface's description: packaging/dbus/io.github.travelmode.Keeper1.xml. */
  readonly xml: string;
  readonly clock: LiveClock;
  readonly version: string;
  /** Told what went wrong that callers are not told. */
  readonly onFault: (error: unknown) => void;
  /** As the documentation has it unless given. */
  readonly strictness?: Strictness;
}

export interface Serving {
  /** Lets the name go; calls under way are still answered. Holds end with the keeper, not here. */
  close(): Promise<void>;
}

/** Serves the keeper on a bus as io.github.travelmode; an error when another one has the name, or this user may not have it. */
export async function serveKeeper(parts: ServiceParts): Promise<Reading<Serving>> {
  const { bus, keeper, onFault } = parts;
  let hosting: Hosting | null = null;
  const holds = keepHolds({ bus, onChange: () => refresh(), onFault });
  const read = async (): Promise<Properties> => propertiesOf(await keeper.state(), holds.list(), parts.version);
  let known = await read();
  const refresh = inTurn(async () => {
    const now = await read();
    const names = changedNames(known, now);
    known = now;
    if (names.length > 0) hosting?.changed(names);
  }, onFault);
  keeper.onChange((event) => {
    refresh();
    if (hosting !== null) tell(hosting, event);
  });
  const desk: Desk = { ...parts, profiles: receivedProfiles(parts.profiles, parts.knobs), holds, now: () => parts.clock.now() };
  const methods = hostedMethods(desk, doorkeeper(parts));
  const found = await bus.host({ name: KEEPER.service, ...KEEPER, xml: parts.xml, properties: () => known, methods, onFault });
  if (found.kind !== "value") return found;
  hosting = found.value;
  refresh();
  return value({
    close: async () => {
      hosting = null;
      holds.close();
      await found.value.release();
    },
  });
}

const hostedMethods = (desk: Desk, door: Doorkeeper): Readonly<Record<string, HostedMethod>> =>
  Object.fromEntries(Object.entries(SERVICE_METHODS).map(([name, method]) => [name, hosted(method, desk, door)]));

const hosted = (method: ServiceMethod, desk: Desk, door: Doorkeeper): HostedMethod => ({
  in: method.in,
  out: method.out,
  run: (call) => desk.keeper.attend(() => answer(call, method, desk, door)).catch(shorten),
});

/** First what costs nothing, then whether the caller may, and only then the work. */
async function answer(call: IncomingCall, method: ServiceMethod, desk: Desk, door: Doorkeeper): ReturnType<HostedMethod["run"]> {
  const caller = await door.count(call.sender, method.cost ?? 1);
  const deed = method.accept(call.args, desk);
  return door.admit(caller, async () => {
    const visitor = { sender: call.sender, permit: (action: Parameters<Authorise>[1]) => door.authorise(call, action) };
    if (method.action !== null) await visitor.permit(method.action);
    return deed(visitor);
  });
}

/** A text with thousands of mistakes gets the first of them told. */
function shorten(error: unknown): never {
  if (!(error instanceof TravelError) || error.message.length <= MOST_SENTENCE) throw error;
  throw new TravelError(error.code, `${error.message.slice(0, MOST_SENTENCE)} ...`, error);
}

const MOST_SENTENCE = 4096;

function tell(hosting: Hosting, event: KeeperEvent): void {
  if (event.kind === "notice") hosting.emit("Notice", "ss", [event.notice.kind, event.notice.sentence]);
  if (event.kind !== "report") return;
  for (const result of event.report.results) hosting.emit("SettingChanged", "sssss", settingChanged(result));
  hosting.emit("Reported", "s", [JSON.stringify(event.report)]);
}

const settingChanged = ({ setting, shown, outcome, why = "" }: ChangeResult): readonly string[] => [
  setting,
  shown.from,
  shown.to,
  outcome,
  why,
];

/** Runs the work now, or once more after the run that is under way: however often it is asked for, two runs see the last state. */
function inTurn(work: () => Promise<void>, onFault: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work().catch(onFault);
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
