// SPDX-License-Identifier: MIT
import { serveRelay } from "./machine/relay.ts";
import { userBus } from "./machine/system-bus.ts";

/** Runs as an ordinary user, begun by root's travel mode: it has root's calls made on that user's own bus. */
async function main(): Promise<void> {
  // Whoever asks is gone: nobody is left to be told.
  process.stdout.on("error", () => process.exit(0));
  await serveRelay(userBus(), process.stdin, process.stdout);
  process.exit(0);
}

void main();
