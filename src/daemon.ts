// SPDX-License-Identifier: MIT
import { join } from "node:path";
import { VERSION } from "./cli/version.ts";
import { TravelError } from "./errors.ts";
import type { Keeper } from "./keeper/keeper.ts";
import { openKeeper } from "./keeper/open-keeper.ts";
import { leaveRecovery, removeRecovery } from "./keeper/recovery-unit.ts";
import { byOwner, byPolkit } from "./keeper/service/authorise.ts";
import { type Serving, serveKeeper } from "./keeper/service/service.ts";
import { keeperLibrary, keeperParts } from "./keeper-parts.ts";
import { KNOBS } from "./knobs/knobs.ts";
import { kernelFiles } from "./machine/files.ts";
import type { LiveBus, LiveMachine } from "./machine/live-doors.ts";
import { valueOr } from "./machine/reading.ts";
import { realMachine } from "./machine/real-machine.ts";
import { userBus } from "./machine/system-bus.ts";
import { packageFolder, relayProgram } from "./places.ts";
import { signalled } from "./signalled.ts";

const PACKAGE = packageFolder(import.meta.dirname);
const INTERFACE = join(PACKAGE, "packaging/dbus/io.github.travelmode.Keeper1.xml");

/** The service: a keeper on the system bus, or with `--user` a user's own on the session bus. Ends with status 1 for systemd to start it anew. */
async function main(): Promise<void> {
  // systemd, or whoever ends it: everything goes back, and the wish stays for the next one.
  const asked = signalled().then(() => "put-back" as const);
  const machine = realMachine({ relay: relayProgram(PACKAGE) });
  const isUsers = process.argv.includes("--user");
  const bus = isUsers ? userBus() : machine.bus;
  const parts = keeperParts(machine, PACKAGE, log);
  if (isUsers) await leaveRecovery(machine.commands, parts.folder, PUT_BACK);
  const keeper = await openKeeper(parts);
  const serving = await serve(machine, bus, keeper);
  keeper.onChange(({ kind }) => (kind === "report" ? tidyUp(machine) : undefined));
  const ending = await Promise.race([asked, lost(bus, machine.bus), keeper.idle.then(() => "leave" as const)]);
  if (ending === "lost") return end("The bus is gone. A new keeper will go on.", 1);
  await serving.close();
  // A user's wish ends with the session: at the next login there may be another charger, and another mood.
  if (isUsers && ending === "put-back") await keeper.off([]).catch(({ message }) => log(message));
  await keeper.close(ending);
  const { mode } = await parts.engine.outline();
  if (isUsers && mode === "off") await removeRecovery(machine.commands, parts.folder);
  await machine.close();
  // Somebody has asked for something in the last moment: the next keeper watches it.
  process.exit(ending === "leave" && mode !== "off" ? 1 : 0);
}

const PUT_BACK = [process.execPath, join(PACKAGE, "dist/cli.cjs"), "off", "--quiet"];

async function serve(machine: LiveMachine, bus: LiveBus, keeper: Keeper): Promise<Serving> {
  const serving = await serveKeeper({
    bus,
    keeper,
    authorise: bus === machine.bus ? byPolkit(bus) : byOwner(bus, machine.caller.uid),
    profiles: keeperLibrary(PACKAGE, machine.caller),
    knobs: KNOBS,
    xml: valueOr(kernelFiles("/").read(INTERFACE), "<node/>"),
    clock: machine.clock,
    version: VERSION,
    onFault: (error) => log(describe(error)),
  });
  if (serving.kind === "value") return serving.value;
  return end(`The name on the bus cannot be had (${serving.kind === "error" ? serving.code : "no bus"}).`, 1);
}

/** V8 gives memory back while it works; a keeper works for seconds and then waits for hours. */
const tidyUp = ({ clock }: LiveMachine): void => void clock.after(TIDY_MS, () => globalThis.gc?.());

const TIDY_MS = 3000;

/** Nothing is put back: who could be asked? The journal has all, for the next one. */
const lost = (...buses: readonly LiveBus[]): Promise<"lost"> =>
  new Promise((resolve) => {
    for (const bus of buses) bus.onLost(() => resolve("lost"));
  });

/** systemd's journal takes the number for the level (sd-daemon(3)): 4 is a warning. */
function log(sentence: string): void {
  process.stderr.write(`<4>${sentence.replace(/\n/g, "\n<4>")}\n`);
}

/** A mistake of our own, for whoever mends it. */
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function end(sentence: string, status: number): never {
  log(sentence);
  process.exit(status);
}

main().catch((error) => end(error instanceof TravelError ? error.message : describe(error), 1));
