// SPDX-License-Identifier: MIT
import { setTimeout } from "node:timers/promises";
import { EXIT, TravelError } from "../errors.ts";
import { wrap } from "../text/display-width.ts";
import { paint } from "../text/look.ts";
import { batteryHere } from "./battery-here.ts";
import { off } from "./commands/off.ts";
import { on } from "./commands/on.ts";
import { status } from "./commands/status.ts";
import type { Input, Run, Session, Simulation } from "./session.ts";

const PAUSE_MS = 1200;

/** `travelmode --sim`: a journey on a simulated laptop, told with the real commands; ends with what is left over. */
export const story: Run = async (session) => {
  const { simulation } = session.laptop;
  if (session.json) throw new TravelError("USAGE", "the story has no JSON form; name a command: travelmode --sim on --json");
  if (simulation === undefined) throw new TravelError("USAGE", "the story needs the simulated laptop: travelmode --sim");
  session.terminal.out(`A journey with a simulated laptop: ${simulation.title}. Nothing of this computer is touched.\n`);
  const before = simulation.snapshot();
  for (const scene of SCENES) await tell(scene, session, simulation);
  return ending(session, before, simulation.snapshot());
};

/** What happens, what is typed, and whether to look at the battery after it, under which profile. */
interface Scene {
  readonly tells: string;
  readonly happens?: (simulation: Simulation) => void;
  readonly types?: { readonly line: string; readonly run: Run; readonly input: Input };
  readonly battery?: { readonly profile: string };
}

function typed(line: string, run: Run): NonNullable<Scene["types"]> {
  const [profile, ...options] = line.split(" ").slice(2);
  const flags = [profile, ...options].filter((word) => word?.startsWith("--"));
  const input: Input = {
    argument: () => (profile?.startsWith("--") ? undefined : profile),
    flag: (name) => flags.includes(`--${name}`),
    text: () => undefined,
    list: () => [],
  };
  return { line, run, input };
}

const SCENES: readonly Scene[] = [
  {
    tells: "At the gate, still plugged in. What would travel mode do?",
    happens: pluggedIn,
    types: typed("travelmode on flight --dry-run", on),
  },
  { tells: "That looks right. Now for real.", types: typed("travelmode on flight", on) },
  { tells: "Boarding: the charger is unplugged. Half an hour later:", happens: unplugged, battery: { profile: "flight" } },
  {
    tells: "The flight is over, the train has Wi-Fi: another profile. Saved values stay the first ones.",
    types: typed("travelmode on online", on),
  },
  { tells: "An hour on the train.", happens: (simulation) => simulation.pass(60), types: typed("travelmode status", status) },
  { tells: "Home: plugged in, and everything put back.", happens: pluggedIn, types: typed("travelmode off", off) },
];

function unplugged(simulation: Simulation): void {
  simulation.unplug();
  simulation.pass(30);
}

function pluggedIn(simulation: Simulation): void {
  simulation.plugIn();
  simulation.pass(1);
}

async function tell({ tells, happens, types, battery }: Scene, session: Session, simulation: Simulation): Promise<void> {
  const { terminal } = session;
  const { look } = terminal;
  for (const line of wrap(tells, Math.min(look.columns, 80))) terminal.out(paint(look, "good", line));
  terminal.out("");
  happens?.(simulation);
  if (types !== undefined) {
    terminal.out(paint(look, "heading", `$ ${types.line}`));
    await types.run({ ...session, json: false, quiet: false }, types.input);
  }
  for (const line of battery === undefined ? [] : await batteryHere(session, battery.profile)) terminal.out(line);
  terminal.out("");
  if (Number.isFinite(look.columns)) await setTimeout(PAUSE_MS);
}

type Snapshot = ReturnType<Simulation["snapshot"]>;

/** The names of values whose bytes differ. */
function differences(before: Snapshot, after: Snapshot): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).sort();
}

function ending({ terminal }: Session, before: Snapshot, after: Snapshot): number {
  const { look } = terminal;
  const left = differences(before, after);
  if (left.length > 0) {
    terminal.out(paint(look, "bad", `Left over: ${left.join(", ")}`));
    return EXIT.failed;
  }
  terminal.out(
    paint(look, "good", `Nothing left over: ${Object.keys(after).length} values compared byte for byte, all as they were.`),
  );
  return EXIT.done;
}
