// SPDX-License-Identifier: MIT
import type { ForegroundEvent, Keepers } from "../../src/cli/session.ts";
import type { Plan, Report } from "../../src/engine/report.ts";
import { TravelError } from "../../src/errors.ts";
import type { KeeperClient } from "../../src/keeper/client/keeper-client.ts";
import type { OnWish } from "../../src/keeper/keeper.ts";
import type { TripTold } from "../../src/keeper/trip/trip.ts";
import { plan, report } from "./records.ts";

export interface FakeClient extends KeeperClient {
  /** Every call in order: the method's name, then what it was given. */
  readonly calls: (readonly [method: string, given: unknown])[];
}

export interface Answers {
  readonly report?: Report;
  readonly plan?: Plan;
  /** Null: automatic mode changed nothing now. */
  readonly auto?: Report | null;
  /** How the journey stands; none under way unless told. */
  readonly trip?: TripTold;
  /** Polkit wants a password. */
  readonly asks?: boolean;
  /** Letting go of a hold fails. */
  readonly lost?: boolean;
}

/** A keeper that does nothing, keeps what it was asked, and answers what it was told to. */
export function fakeClient(where: KeeperClient["where"], answers: Answers = {}): FakeClient {
  const calls: (readonly [string, unknown])[] = [];
  const done = answers.report ?? report();
  const answering =
    <T>(method: string, answer: T) =>
    async (given: { readonly interactive: boolean }): Promise<T> => {
      calls.push([method, given]);
      if (answers.asks === true && !given.interactive) throw new TravelError("AUTHORISATION", "a password is wanted");
      return answer;
    };
  return {
    ...{ where, calls },
    on: answering("on", done),
    off: answering("off", done),
    set: answering("set", done),
    handBack: answering("handBack", done),
    pause: answering("pause", done),
    auto: answering("auto", answers.auto === undefined ? done : answers.auto),
    fullCharge: answering("fullCharge", done),
    trip: async () => answers.trip ?? null,
    moveTrip: answering("moveTrip", done),
    endTrip: answering("endTrip", done),
    hold: answering("hold", "cookie-1"),
    plan: async (request) => {
      calls.push(["plan", request]);
      return answers.plan ?? plan();
    },
    release: async (cookie) => {
      calls.push(["release", cookie]);
      if (answers.lost === true) throw new TravelError("KEEPER_LOST", "the keeper went away");
    },
  };
}

export interface FakeKeepers extends Keepers {
  /** What was done beside asking keepers: "started", "agent", "agent stopped", "foreground flight". */
  readonly done: string[];
}

export interface There {
  readonly system?: KeeperClient;
  readonly user?: KeeperClient;
  /** What starting the caller's own keeper gives. */
  readonly startable?: KeeperClient;
  /** What a keeper in the foreground tells before it ends. */
  readonly events?: readonly ForegroundEvent[];
  /** No polkit agent can be started. */
  readonly agentless?: boolean;
}

export function fakeKeepers({ system, user, startable, events = [], agentless = false }: There): FakeKeepers {
  const done: string[] = [];
  const agent = async (): Promise<() => void> => {
    done.push("agent");
    return () => void done.push("agent stopped");
  };
  return {
    done,
    system: async () => system ?? null,
    user: async () => user ?? null,
    startUser: async () => {
      done.push("started");
      return startable ?? null;
    },
    foreground: async (wish: OnWish, told) => {
      done.push(`foreground ${wish.profile.name}`);
      for (const event of events) told(event);
      return 0;
    },
    ...(agentless ? {} : { agent }),
  };
}
