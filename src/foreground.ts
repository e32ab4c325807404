// SPDX-License-Identifier: MIT
import type { Keepers } from "./cli/session.ts";
import { EXIT } from "./errors.ts";
import { openKeeper } from "./keeper/open-keeper.ts";
import { keeperParts } from "./keeper-parts.ts";
import type { LiveMachine } from "./machine/live-doors.ts";

/** A keeper in this very process, for one wish: Ctrl-C, or a charger, puts everything back and ends it. Answers the exit status. */
export async function runForeground(
  machine: LiveMachine,
  packagePath: string,
  { wish, told }: { readonly wish: Parameters<Keepers["foreground"]>[0]; readonly told: Parameters<Keepers["foreground"]>[1] },
): Promise<number> {
  const keeper = await openKeeper(keeperParts(machine, packagePath, (sentence) => process.stderr.write(`${sentence}\n`)));
  told({ kind: "first", report: await keeper.on(wish) });
  keeper.onChange(told);
  await Promise.race([signalled(), keeper.idle]);
  const report = await keeper.off([]);
  await keeper.close("leave");
  return report.results.some(({ outcome }) => outcome !== "applied") ? EXIT.partly : EXIT.done;
}

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
