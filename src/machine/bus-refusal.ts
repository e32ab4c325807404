// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";

/** An error by its D-Bus name. */
export class Refusal extends Error {
  readonly type: string;

  constructor(type: string, sentence: string) {
    super(sentence);
    this.type = type;
  }
}

/** One of the errors that the D-Bus specification lists, such as `UnknownMethod`. */
export const standardRefusal = (name: string, sentence: string): Refusal =>
  new Refusal(`org.freedesktop.DBus.Error.${name}`, sentence);

/** What a caller may know of anything that was thrown; `onFault` is told what they may not. */
export function refusalOf(error: unknown, onFault: (error: unknown) => void): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TravelError) return new Refusal(error.busName, error.message);
  onFault(error);
  return new Refusal("io.github.travelmode.Error.Internal", "travelmode has made a mistake; its journal says more.");
}
