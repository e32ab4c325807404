// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { CommandSpec } from "../../src/cli/command-spec.ts";
import { ROOT } from "../../src/cli/command-tree.ts";
import { runCli } from "../../src/cli/program.ts";
import { EXIT } from "../../src/errors.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import type { Look } from "../../src/text/look.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { PIPE, recordingTerminal, SCREEN } from "./recording-terminal.ts";
import { laptop, session } from "./sessions.ts";

const BATTERY = {
  "/sys/class/power_supply/BAT0/type": "Battery",
  "/sys/class/power_supply/BAT0/status": "Discharging",
  "/sys/class/power_supply/BAT0/energy_now": "40000000",
  "/sys/class/power_supply/BAT0/energy_full": "50000000",
};

/** The command line on a machine that has a battery and nothing to turn. */
async function run(t: TestContext, line: string, look: Look = PIPE): Promise<{ status: number; out: string; err: string }> {
  const terminal = recordingTerminal(look);
  const machine = fakeMachine(tree(t, BATTERY).files);
  const surroundings = { ...session(machine), terminal, filesBelow: kernelFiles, openLaptop: async () => laptop(machine) };
  const status = await runCli(line.split(" ").filter(Boolean), surroundings);
  return { status, out: terminal.outLines.join("\n"), err: terminal.errLines.join("\n") };
}

const paths = (spec: CommandSpec, above = ""): readonly string[] =>
  (spec.commands ?? []).flatMap((inner) => [`${above}${inner.name}`, ...paths(inner, `${above}${inner.name} `)]);

test("every command has help that ends with its examples", async (t) => {
  for (const path of ["", ...paths(ROOT)]) {
    const { status, out, err } = await run(t, `${path} --help`);
    assert.equal(status, EXIT.done, path);
    assert.equal(err, "");
    assert.match(out, /^Usage: travelmode/u);
    const spec = path
      .split(" ")
      .filter(Boolean)
      .reduce<CommandSpec | undefined>((at, name) => at?.commands?.find((it) => it.name === name), ROOT);
    for (const { line } of spec?.examples ?? []) assert.ok(out.includes(line), `${path}: ${line}`);
    assert.ok(
      out.split("\n").every((one) => one.length <= 80),
      `${path} is too wide:\n${out}`,
    );
  }
});

test("help lists neither the story nor escape codes when piped", async (t) => {
  const { out } = await run(t, "--help");
  assert.ok(!out.includes("story") || out.includes("watch the story"));
  assert.ok(!out.includes("\u001b["));
  assert.ok((await run(t, "--help", SCREEN)).out.includes("\u001b["));
});

test("help wraps on a narrow terminal, too, and shows how an option takes its value", async (t) => {
  const { out } = await run(t, "on --help", { ...PIPE, columns: 50 });
  for (const line of out.split("\n")) assert.ok(line.length <= 50, line);
  assert.match(out, /--sim\[=MODEL\] /u);
});

const WRONG: readonly (readonly [line: string, says: RegExp])[] = [
  ["stauts", /unknown command 'stauts' \(Did you mean status\?\)/u],
  ["on --dry-rnu", /unknown option '--dry-rnu' \(Did you mean --dry-run\?\)/u],
  ["set brightness", /missing required argument 'value'/u],
  ["wifi sideways", /"sideways" does not fit here: it takes on, off, back;/u],
  ["off now", /too many arguments/u],
  ["battery --root /does/not/exist/at/all", /cannot be read as a folder/u],
  ["explain brightnes", /did you mean/u],
  ["story", /needs the simulated laptop/u],
  ["--json --sim story", /the story has no JSON form/u],
  ["help stauts", /unknown command 'stauts' \(Did you mean status\?\)/u],
  ["battery --root=", /--root needs the name of a folder/u],
  ["set cpu.epp/policy0 performance", /a whole setting is to be named: cpu\.epp/u],
  ["off --forget brightness", /no saved value of screen\.brightness; there are: none/u],
];

for (const [line, says] of WRONG) {
  test(`"${line}" is a fault of usage`, async (t) => {
    const { status, out, err } = await run(t, line);
    assert.equal(status, EXIT.usage);
    const told = line.startsWith("--json") ? out : err;
    assert.equal(line.startsWith("--json") ? err : out, "");
    assert.match(told, line.startsWith("--json") ? /"code": "USAGE"/u : /^travelmode: /u);
    assert.match(told, says);
  });
}

test("faults of the command line are JSON, too, where JSON was asked for", async (t) => {
  const { status, out, err } = await run(t, "--json stauts");
  assert.equal(status, EXIT.usage);
  assert.equal(err, "");
  const document: { version?: unknown; error?: { code?: unknown; exitStatus?: unknown } } = JSON.parse(out);
  assert.equal(document.version, 1);
  assert.equal(document.error?.code, "USAGE");
  assert.equal(document.error?.exitStatus, EXIT.usage);
});

test("a bare travelmode prints the status, with --json before or behind the command as JSON", async (t) => {
  assert.equal((await run(t, "")).out, "Travel mode is off.\n\nBattery 80 %, discharging.");
  for (const line of ["--json", "--json status", "status --json"]) {
    const document: { version?: unknown; mode?: unknown; battery?: { rateW?: unknown } } = JSON.parse((await run(t, line)).out);
    assert.deepEqual([document.version, document.mode, document.battery?.rateW], [1, "off", null]);
  }
});

test("a machine with nothing to turn is explained and examined without a fault", async (t) => {
  const { status, out } = await run(t, "doctor");
  assert.equal(status, EXIT.done);
  assert.match(out, /CPU boost +not here: /u);
  const explained: { settings?: unknown; missing?: unknown } = JSON.parse((await run(t, "explain turbo --json")).out);
  assert.deepEqual(explained.settings, []);
  assert.equal(typeof explained.missing, "string");
});
