// SPDX-License-Identifier: MIT
import type { Keepers } from "./cli/session.ts";
import { EXIT } from "./errors.ts";
import type { KeeperParts } from "./keeper/course.ts";
import type { Keeper } from "./keeper/keeper.ts";
import { openKeeper } from "./keeper/open-keeper.ts";
import { signalled } from "./signalled.ts";

/** A keeper in this very process, for one wish: Ctrl-C, or a charger, puts everything back and ends it. Answers the exit status. */
export async function runForeground(
  parts: KeeperParts,
  { wish, told }: { readonly wish: Parameters<Keepers["foreground"]>[0]; readonly told: Parameters<Keepers["foreground"]>[1] },
): Promise<number> {
  const ended = signalled();
  const keeper = await openKeeper(parts);
  try {
    const report = await keeper.on(wish);
    told({ kind: "first", report, trip: await keeper.trip() });
    keeper.onChange(told);
    await Promise.race([ended, keeper.idle]);
    return await putBack(keeper);
  } finally {
    await keeper.close("put-back");
  }
}

/** Where it has retired by itself, everything is back already. */
async function putBack(keeper: Keeper): Promise<number> {
  if ((await keeper.state()).mode === "off") return EXIT.done;
  const report = await keeper.off([]);
  return report.results.some(({ outcome }) => outcome !== "applied") ? EXIT.partly : EXIT.done;
}

/** What it cannot tell in its events. */
export const logInForeground: KeeperParts["log"] = (sentence) => void process.stderr.write(`${sentence}\n`);
