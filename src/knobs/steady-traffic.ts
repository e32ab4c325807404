// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

const STEADY_BYTES_PER_S = 50_000;

/** A quiet quarter of a second is enough to say no; only then is it worth the whole look. */
const GLANCE_MS = 250;
const LOOK_MS = 2000;

/** "steady traffic on wlan0 (312 kB/s)" if an interface moves more than 50 kB/s over two seconds; undefined if none does. */
export async function steadyTraffic(
  { files, clock }: Pick<Machine, "files" | "clock">,
  interfaces: readonly string[],
): Promise<string | undefined> {
  const start = interfaces.map((name) => ({ name, bytes: bytesOf(files, name) }));
  const rates = (overMs: number): readonly { name: string; bytesPerS: number }[] =>
    start.map(({ name, bytes }) => ({ name, bytesPerS: ((bytesOf(files, name) - bytes) * 1000) / overMs }));
  const isSteady = ({ bytesPerS }: { bytesPerS: number }): boolean => bytesPerS > STEADY_BYTES_PER_S;

  await clock.sleep(GLANCE_MS);
  if (!rates(GLANCE_MS).some(isSteady)) return undefined;
  await clock.sleep(LOOK_MS - GLANCE_MS);
  const steady = rates(LOOK_MS).find(isSteady);
  return steady === undefined ? undefined : `steady traffic on ${steady.name} (${Math.round(steady.bytesPerS / 1000)} kB/s)`;
}

/** Received and sent together; 0 where the interface has gone, which then shows no traffic. */
function bytesOf(files: Files, name: string): number {
  const counters = ["rx_bytes", "tx_bytes"].map((counter) =>
    Number(valueOr(files.read(`/sys/class/net/${name}/statistics/${counter}`), "0")),
  );
  return counters.reduce((sum, bytes) => sum + (Number.isFinite(bytes) ? bytes : 0), 0);
}
