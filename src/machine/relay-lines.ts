// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { BusCall, BusValue } from "./doors.ts";
import { failure, type Reading, value } from "./reading.ts";
import { fromRelayed, toRelayed } from "./relay-values.ts";

/** What root's side and a relay say to each other: a JSON document a line. The number joins an answer to its call. */
export interface Numbered<T> {
  readonly id: number;
  readonly of: T;
}

type Reply = Reading<readonly BusValue[]>;

/** A call, to the relay. Which bus it is for is the relay's own matter. */
export const callLine = ({ id, of: { args, bus: _, ...call } }: Numbered<BusCall>): string =>
  JSON.stringify({ id, call: { ...call, args: args.map(toRelayed) } });

/** What was answered to it, from the relay. */
export const answerLine = ({ id, of }: Numbered<Reply>): string =>
  JSON.stringify({ id, reply: of.kind === "value" ? { kind: "value", value: of.value.map(toRelayed) } : of });

/** null for anything else than a call. */
export function readCall(line: string): Numbered<BusCall> | null {
  const read = parsed(CALL, line);
  if (read === null) return null;
  const { timeoutMs, autoStart, args, ...call } = read.call;
  return {
    id: read.id,
    of: { ...call, args, ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(autoStart === undefined ? {} : { autoStart }) },
  };
}

/** null for anything else than an answer: the line may come from whatever a user has put in the relay's place. */
export function readAnswer(line: string): Numbered<Reply> | null {
  const read = parsed(ANSWER, line);
  if (read === null) return null;
  const { id, reply } = read;
  return { id, of: reply.kind === "value" ? value(reply.value) : failure(reply.where, reply.code, reply.detail) };
}

const text = (letters: number) => v.pipe(v.string(), v.maxLength(letters));
const id = v.pipe(v.number(), v.integer());
const values = v.array(
  v.pipe(
    v.unknown(),
    v.transform((it) => fromRelayed(it)),
  ),
);

const CALL = v.object({
  id,
  call: v.object({
    ...{ service: v.string(), path: v.string(), interface: v.string(), member: v.string(), signature: v.string(), args: values },
    ...{ timeoutMs: v.optional(v.number()), autoStart: v.optional(v.literal(true)) },
  }),
});

/** A D-Bus error name is 255 letters at most, and made of these alone (D-Bus Specification, Valid Names). */
const errorName = v.pipe(v.string(), v.regex(/^[\w.]{1,255}$/u));

const ANSWER = v.object({
  id,
  reply: v.variant("kind", [
    v.object({ kind: v.literal("value"), value: values }),
    v.object({ kind: v.literal("error"), where: text(600), code: errorName, detail: v.optional(text(2000)) }),
  ]),
});

/** A document that nests too deep, or is none at all, throws. */
function parsed<T extends v.GenericSchema>(schema: T, line: string): v.InferOutput<T> | null {
  try {
    const read = v.safeParse(schema, JSON.parse(line));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
