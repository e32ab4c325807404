// SPDX-License-Identifier: MIT
import { readUnits } from "../../knobs/systemd-units.ts";
import { hasOwner } from "../../machine/bus-values.ts";
import type { Bus } from "../../machine/doors.ts";
import { type Finding, findings } from "./finding.ts";

const { good, note, problem } = findings("owners");

const COEXISTS = "travelmode asks it, or leaves its settings alone";

/** Programs that turn the same settings, by systemd unit, with what that means here. */
const RIVALS: readonly { readonly unit: string; readonly name: string; readonly finding: (name: string) => Finding }[] = [
  { unit: "power-profiles-daemon.service", name: "power-profiles-daemon", finding: asked },
  { unit: "tuned-ppd.service", name: "tuned-ppd", finding: asked },
  { unit: "tlp-pd.service", name: "tlp-pd", finding: asked },
  { unit: "tuned.service", name: "tuned", finding: (name) => rewrites(name, "whenever its profile changes") },
  { unit: "tlp.service", name: "TLP", finding: (name) => rewrites(name, "when a charger is plugged in or out, and after sleep") },
  {
    unit: "auto-cpufreq.service",
    name: "auto-cpufreq",
    finding: (name) =>
      problem(
        `${name} is running: it sets governor and boost anew every few seconds`,
        "stop it for the journey: sudo systemctl stop auto-cpufreq",
      ),
  },
  {
    unit: "laptop-mode.service",
    name: "laptop-mode-tools",
    finding: (name) => rewrites(name, "when a charger is plugged in or out"),
  },
  { unit: "tccd.service", name: "TUXEDO Control Center (tccd)", finding: (name) => rewrites(name, "within seconds") },
  {
    unit: "com.system76.PowerDaemon.service",
    name: "system76-power",
    finding: (name) => rewrites(name, "when its profile changes"),
  },
  {
    unit: "thermald.service",
    name: "thermald",
    finding: (name) => note(`${name} is running: it lowers CPU limits when it is hot, which reads as "clamped" here`),
  },
];

/** The names on the bus behind which a power-profiles service answers: new and old. */
const PROFILE_NAMES = ["org.freedesktop.UPower.PowerProfiles", "net.hadess.PowerProfiles"];

/** Who else turns this machine's settings: found among systemd's units and the names on the system bus. */
export async function findOwners(bus: Bus): Promise<readonly Finding[]> {
  const active = await activeUnits(bus);
  if (active === null) return [note("systemd does not answer on the system bus, so other power tools cannot be looked for")];
  const found = RIVALS.filter(({ unit }) => active.has(unit)).map(({ name, finding }) => finding(name));
  if (found.length > 0) return found;
  const served = await Promise.all(PROFILE_NAMES.map((name) => hasOwner(bus, name)));
  return [served.includes(true) ? asked("a power-profiles service") : good("no other power tool is running")];
}

function asked(name: string): Finding {
  return note(`${name} is running and owns platform profile, governor and energy preference: ${COEXISTS}`);
}

const rewrites = (name: string, when: string): Finding =>
  note(
    `${name} is running and writes the same settings ${when}`,
    "what it overwrites is reported as changed and stays; run travelmode on after plugging out",
  );

/** Of the rivals' units, those that are active (a finished one-shot such as TLP among them); null without systemd. */
async function activeUnits(bus: Bus): Promise<ReadonlySet<string> | null> {
  const names = RIVALS.map(({ unit }) => unit);
  const units = await readUnits(bus, "system", names);
  return units.kind === "value" ? new Set(units.value.flatMap(({ name, state }) => (state === "active" ? [name] : []))) : null;
}
