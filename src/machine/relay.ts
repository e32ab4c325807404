// SPDX-License-Identifier: MIT
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Bus } from "./doors.ts";
import { answerLine, readCall } from "./relay-lines.ts";

/**
 * A user's side of `relayed-buses.ts`: what comes in by the line is called on the user's bus, and the answers go out by the line, as they
 * come. Settles when no more calls can come, because whoever asked has closed the pipe, or was killed.
 */
export async function serveRelay(bus: Pick<Bus, "call">, input: Readable, output: Writable): Promise<void> {
  for await (const line of createInterface({ input })) {
    const call = readCall(line);
    if (call !== null) void bus.call(call.of).then((of) => output.write(`${answerLine({ id: call.id, of })}\n`));
  }
}
