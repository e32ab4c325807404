// SPDX-License-Identifier: MIT
import type * as v from "valibot";
import type { Question, Report } from "../../engine/report.ts";
import type { KnownSaving } from "../../forecast/savings.ts";
import type { KnobId } from "../../knobs/knob.ts";
import { foundNobody } from "../../machine/bus-values.ts";
import type { Bus, BusValue, BusVariant } from "../../machine/doors.ts";
import type { Failure } from "../../machine/reading.ts";
import { KEEPER } from "../service/service-names.ts";
import { PLAN, REPORT, REPORT_OR_NOTHING, REPORT_OR_QUESTION, TRIP_OR_NOTHING } from "../service/wire.ts";
import type { ProgramRules, TripAsked } from "../trip/trip.ts";
import { askFor, BUS_ERROR, type Calls, lost, type Request, send, unknownForm } from "./keeper-call.ts";
import type { CallOptions, KeeperClient, OnRequest, SentProfile } from "./keeper-client.ts";

/**
 * The keeper on this bus, started where the system bus knows how; null where there is none and none can be started.
 * Throws KEEPER_LOST where there is one that does not answer.
 */
export async function findKeeper(bus: Bus, where: KeeperClient["where"]): Promise<KeeperClient | null> {
  const ping = { service: KEEPER.service, path: KEEPER.path, interface: "org.freedesktop.DBus.Peer", member: "Ping" };
  const starting = where === "system" ? startingBus(bus) : bus;
  const reply = await starting.call({ ...ping, signature: "", args: [], timeoutMs: STARTING_MS });
  if (reply.kind === "error" && isNobody(reply)) return null;
  if (reply.kind !== "value") throw lost(reply);
  return keeperClient(starting, where);
}

/** Every call starts the keeper: one that was just found may have left by the next, since nothing needed it. */
const startingBus = (bus: Bus): Calls => ({ call: (call) => bus.call({ ...call, autoStart: true }) });

const STARTING_MS = 25_000;

/** Nobody has the name, nothing is installed that could start, or the unit that would is masked or broken. */
const isNobody = (failed: Failure): boolean =>
  foundNobody(failed) || failed.code.startsWith(`${BUS_ERROR}.Spawn.`) || failed.code.startsWith("org.freedesktop.systemd1.");

function keeperClient(bus: Calls, where: KeeperClient["where"]): KeeperClient {
  const ask = <T>(schema: v.GenericSchema<unknown, T>, request: Request): Promise<T> => askFor(bus, schema, request);
  return {
    where,
    on: (request) => {
      const options = planOptions(request);
      return converse(request, (more) =>
        ask(REPORT_OR_QUESTION, withOptions("On", profileOrNone(request.profile), { ...options, ...more }, request)),
      );
    },
    off: (request) => ask(REPORT, withOptions("Off", [], { forget: texts(request.forget) }, request)),
    plan: (request) => ask(PLAN, request === null ? { member: "PlanOff", signature: "", args: [] } : planRequest(request)),
    set: (request) => {
      const { knob, wish, evenIfUsed } = request;
      const options = { "even-if-used": texts(evenIfUsed) };
      return converse(request, (more) =>
        ask(REPORT_OR_QUESTION, {
          ...withOptions("Set", [knob, wish.map(String)], { ...options, ...more }, request),
          signature: "sasa{sv}",
        }),
      );
    },
    handBack: ({ knob, interactive }) => ask(REPORT, { member: "HandBack", signature: "s", args: [knob], interactive }),
    pause: ({ part, durationS, interactive }) =>
      ask(REPORT, { member: "Pause", signature: "su", args: [part, durationS ?? 0], interactive }),
    auto: ({ profile, interactive }) => {
      const args = profileOrNone(profile);
      return ask(REPORT_OR_NOTHING, { member: "Auto", signature: "ss", args, interactive });
    },
    fullCharge: ({ on, interactive }) => ask(REPORT, { member: "FullCharge", signature: "b", args: [on], interactive }),
    trip: () => ask(TRIP_OR_NOTHING, { member: "GetTrip", signature: "", args: [] }),
    moveTrip: ({ byMs, interactive }) =>
      ask(REPORT, { member: "MoveTrip", signature: "i", args: [Math.round(byMs / 1000)], interactive }),
    endTrip: ({ interactive }) => ask(REPORT, { member: "EndTrip", signature: "", args: [], interactive }),
    hold: async ({ profile, reason, interactive }) => {
      const args = [...profileArgs(profile), reason];
      const [cookie] = await send(bus, { member: "Hold", signature: "sss", args, interactive });
      if (typeof cookie !== "string") throw unknownForm("Hold");
      return cookie;
    },
    release: async (cookie) => {
      await send(bus, { member: "Release", signature: "s", args: [cookie] });
    },
  };
}

type Options = Readonly<Record<string, BusVariant>>;

/** A profile's name and text (if any), and options behind them. */
const withOptions = (member: string, args: readonly BusValue[], options: Options, { interactive }: CallOptions): Request => ({
  member,
  signature: `${"s".repeat(args.length)}a{sv}`,
  args: [...args, options],
  interactive,
});

const planRequest = (request: OnRequest): Request =>
  withOptions("Plan", profileOrNone(request.profile), planOptions(request), { interactive: false });

const planOptions = ({ leave, evenIfUsed, stayOn, trip }: OnRequest): Options => ({
  leave: texts(leave),
  "even-if-used": texts(evenIfUsed),
  "stay-on": flag(stayOn),
  ...(trip === undefined ? {} : goal(trip)),
});

const goal = ({ untilMs, reservePercent, zone, savings = [], programs = {} }: TripAsked): Options => ({
  arrive: { variant: "x", value: Math.round(untilMs) },
  reserve: { variant: "d", value: reservePercent },
  zone: { variant: "s", value: zone },
  savings: { variant: "a(ssdddxs)", value: savings.map(savingArgs) },
  programs: { variant: "a{sas}", value: rulesArgs(programs) },
});

const savingArgs = ({ knob, wish, medianW, lowW, highW, measuredAtMs, from }: KnownSaving): BusValue => [
  knob,
  wish,
  medianW,
  lowW,
  highW,
  Math.round(measuredAtMs),
  from,
];

const rulesArgs = (programs: ProgramRules): BusValue =>
  Object.fromEntries(Object.entries(programs).map(([knob, rules]) => [knob, rules.map(String)]));

const profileOrNone = (profile: SentProfile | null): readonly string[] => (profile === null ? ["", ""] : profileArgs(profile));

const profileArgs = ({ name, text }: SentProfile): readonly string[] => [name, text ?? ""];

const texts = (value: readonly string[]): BusVariant => ({ variant: "as", value });

const flag = (value: boolean): BusVariant => ({ variant: "b", value });

interface Decider {
  readonly decide?: (question: Question) => Promise<"off" | "keep">;
}

type Reply = Report | { readonly question: Question };

/** Calls again with each answer, until no question is left. */
async function converse({ decide }: Decider, call: (options: Options) => Promise<Reply>): Promise<Report> {
  const answers: Record<KnobId, "off" | "keep"> = {};
  for (;;) {
    const reply = await call(
      decide === undefined ? {} : { ask: flag(true), answers: { variant: "a{ss}", value: { ...answers } } },
    );
    if (!("question" in reply)) return reply;
    const { knob } = reply.question.change;
    if (decide === undefined || Object.hasOwn(answers, knob)) throw unknownForm("question");
    answers[knob] = await decide(reply.question);
  }
}
