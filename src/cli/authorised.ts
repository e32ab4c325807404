// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { CallOptions } from "../keeper/client/keeper-client.ts";
import type { Session } from "./session.ts";

/**
 * Asks a keeper; where polkit wants a password, once more with somebody to ask for it at this terminal. Without one (or with --json,
 * where nobody is asked anything) throws REFUSED with the same command (`words`) as root.
 */
export async function authorised<T>(session: Session, words: string, call: (how: CallOptions) => Promise<T>): Promise<T> {
  try {
    return await call({ interactive: false });
  } catch (error) {
    if (!(error instanceof TravelError) || error.code !== "AUTHORISATION") throw error;
    const agent = await agentFor(session);
    if (agent === null)
      throw new TravelError("REFUSED", `this needs a password, and there is nobody to ask: use sudo travelmode ${words}`, error);
    try {
      return await call({ interactive: true });
    } finally {
      agent();
    }
  }
}

async function agentFor({ terminal, json, laptop }: Session): Promise<(() => void) | null> {
  const { keepers } = laptop;
  const somebodyThere = terminal.ask !== undefined && !json;
  return somebodyThere && keepers?.agent !== undefined ? keepers.agent() : null;
}
