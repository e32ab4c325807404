// SPDX-License-Identifier: MIT
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { TravelError } from "../../errors.ts";
import type { Bus, BusCall } from "../../machine/doors.ts";
import type { Failure } from "../../machine/reading.ts";
import { type Action, polkitAction } from "./service-names.ts";

/** Whether a caller may; throws AUTHORISATION where a password would help, REFUSED where none does. */
export type Authorise = (asker: Asker, action: Action) => Promise<void>;

export interface Asker {
  /** Its unique name on the bus. */
  readonly sender: string;
  /** Lets polkit ask somebody for a password. */
  readonly interactive: boolean;
}

const POLKIT = {
  service: "org.freedesktop.PolicyKit1",
  path: "/org/freedesktop/PolicyKit1/Authority",
  interface: "org.freedesktop.PolicyKit1.Authority",
};

const ALLOW_USER_INTERACTION = 1;
/** As long as somebody may take to type a password. */
const TYPING_MS = 120_000;
/** polkit may have to be started first. */
const ANSWERING_MS = 15_000;

/** Asks polkit about the caller's bus name (CheckAuthorization); where polkit does not answer, root alone may. */
export function byPolkit(bus: Bus): Authorise {
  return async (asker, action) => {
    const cancellation = asker.interactive ? randomBytes(16).toString("hex") : "";
    const reply = await bus.call(question(asker, action, cancellation));
    if (reply.kind === "value" && v.is(VERDICT, reply.value)) return judge(reply.value[0], asker, action);
    const failed = reply.kind === "error" ? reply : null;
    if (failed !== null && asker.interactive && TOO_LATE.has(failed.code)) return giveUp(bus, cancellation);
    await rootOnly(bus, asker, failed);
  };
}

/** A user's own keeper serves that user alone, whoever else may have got onto the bus. */
export function byOwner(bus: Bus, uid: number): Authorise {
  return async ({ sender }) => {
    if ((await uidOf(bus, sender)) !== uid)
      throw new TravelError("REFUSED", `this travelmode serves the user with id ${uid} only; use your own`);
  };
}

/** The user behind a unique name, as the bus daemon knows it; null when the caller is gone. */
export async function uidOf(bus: Bus, sender: string): Promise<number | null> {
  const reply = await bus.call({
    service: "org.freedesktop.DBus",
    path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus",
    member: "GetConnectionUnixUser",
    signature: "s",
    args: [sender],
  });
  const uid = reply.kind === "value" ? reply.value[0] : undefined;
  return typeof uid === "number" ? uid : null;
}

function question({ sender, interactive }: Asker, action: Action, cancellation: string): BusCall {
  const subject = ["system-bus-name", { name: { variant: "s", value: sender } }];
  return {
    ...POLKIT,
    member: "CheckAuthorization",
    signature: "(sa{sv})sa{ss}us",
    args: [subject, polkitAction(action), {}, interactive ? ALLOW_USER_INTERACTION : 0, cancellation],
    timeoutMs: interactive ? TYPING_MS : ANSWERING_MS,
    autoStart: true,
  };
}

/** Whether it is allowed, whether a password would help, and details. */
const VERDICT = v.tuple([v.tuple([v.boolean(), v.boolean(), v.record(v.string(), v.string())])]);

function judge([allowed, challenge, details]: v.InferOutput<typeof VERDICT>[0], { interactive }: Asker, action: Action): void {
  if (allowed) return;
  if (Object.hasOwn(details, "polkit.dismissed"))
    throw new TravelError("AUTHORISATION", "the question for a password was dismissed");
  if (!challenge)
    throw new TravelError("REFUSED", `polkit does not allow it (${polkitAction(action)}); an administrator may, with sudo`);
  const why = interactive ? "nobody could be asked for it here" : "the call did not allow to ask for it";
  throw new TravelError("AUTHORISATION", `this needs a password, and ${why}; on a terminal use sudo`);
}

const TOO_LATE: ReadonlySet<string> = new Set(
  ["NoReply", "Timeout", "TimedOut"].map((name) => `org.freedesktop.DBus.Error.${name}`),
);

/** Takes the question off the screen. */
async function giveUp(bus: Bus, cancellation: string): Promise<never> {
  await bus.call({ ...POLKIT, member: "CancelCheckAuthorization", signature: "s", args: [cancellation] });
  throw new TravelError("AUTHORISATION", `nobody gave a password within ${TYPING_MS / 60_000} minutes`);
}

async function rootOnly(bus: Bus, { sender }: Asker, failed: Failure | null): Promise<void> {
  if ((await uidOf(bus, sender)) === 0) return;
  const why = failed?.code ?? "unknown answer";
  throw new TravelError("REFUSED", `polkit could not be asked (${why}), so only root may do this; use sudo`);
}
