// SPDX-License-Identifier: MIT
import type { Places } from "./context.ts";
import type { Status } from "./engine.ts";
import type { Journal } from "./journal.ts";
import { loadJournal } from "./load-journal.ts";

/** Travel mode of the other owner, if it is on there. */
export async function elsewhere({ other, machine }: Places): Promise<Status["elsewhere"]> {
  if (other === undefined) return null;
  const journal = await loadQuietly(() => loadJournal(other, machine.files));
  if (journal?.mode !== "on") return null;
  return { who: machine.caller.uid === 0 ? (machine.caller.invoker?.name ?? "a user") : "root", profile: journal.profile.name };
}

/** A journal of somebody else's that cannot be read is none. */
async function loadQuietly(load: () => Promise<{ readonly journal: Journal | null }>): Promise<Journal | null> {
  try {
    return (await load()).journal;
  } catch {
    return null;
  }
}
