// SPDX-License-Identifier: MIT
import type * as v from "valibot";
import { ERROR_CODES, TravelError } from "../../errors.ts";
import type { Bus, BusValue } from "../../machine/doors.ts";
import type { Failure } from "../../machine/reading.ts";
import { KEEPER } from "../service/service-names.ts";
import { readDocument } from "../service/wire.ts";
import type { CallOptions } from "./keeper-client.ts";

/** One call of the keeper's interface. */
export interface Request extends Partial<CallOptions> {
  readonly member: string;
  readonly signature: string;
  readonly args: readonly BusValue[];
}

/** All that is used of a bus. */
export type Calls = Pick<Bus, "call">;

const WORKING_MS = 60_000;
/** Somebody types a password, or reads a question. */
const THINKING_MS = 150_000;
export const BUS_ERROR = "org.freedesktop.DBus.Error";

/** The document that the keeper answers, checked. Throws what the keeper threw, or KEEPER_LOST. */
export async function askFor<T>(bus: Calls, schema: v.GenericSchema<unknown, T>, request: Request): Promise<T> {
  const [text] = await send(bus, request);
  const read = readDocument(schema, text);
  if (read === undefined) throw unknownForm(request.member);
  return read.document;
}

/** The arguments of the keeper's reply. Throws as `askFor` does. */
export async function send(bus: Calls, { member, signature, args, interactive }: Request): Promise<readonly BusValue[]> {
  const patience = interactive === true ? { interactive, timeoutMs: THINKING_MS } : { timeoutMs: WORKING_MS };
  const reply = await bus.call({ ...KEEPER, member, signature, args, ...patience });
  if (reply.kind === "value") return reply.value;
  throw reply.kind === "error" ? asTravelError(reply) : unknownForm(member);
}

/** The keeper's own faults as they were; the bus's own as what they mean to the user. */
function asTravelError(failed: Failure): TravelError {
  const code = ERROR_CODES.find((one) => new TravelError(one, "").busName === failed.code);
  if (code !== undefined) return new TravelError(code, failed.detail ?? code);
  if (NEEDS_PASSWORD.has(failed.code))
    return new TravelError("AUTHORISATION", `the bus does not let you do this (${failed.code}); use sudo`);
  return lost(failed);
}

const NEEDS_PASSWORD: ReadonlySet<string> = new Set([
  `${BUS_ERROR}.AccessDenied`,
  `${BUS_ERROR}.InteractiveAuthorizationRequired`,
]);

/** The fault of a keeper that did not answer. */
export function lost(failed: Failure | { readonly kind: "absent" }): TravelError {
  const why = failed.kind === "error" ? `${failed.code}${failed.detail === undefined ? "" : `: ${failed.detail}`}` : "no answer";
  return new TravelError("KEEPER_LOST", `travelmode's keeper did not answer (${why}); travelmode status tells what is in force`);
}

/** The fault of a keeper that answers what nobody understands. */
export const unknownForm = (member: string): TravelError =>
  new TravelError(
    "KEEPER_LOST",
    `travelmode's keeper answered ${member} in an unknown form; is it of another version? Restart it`,
  );
