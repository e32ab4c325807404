// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { runCli } from "../../../src/cli/program.ts";
import { EXIT } from "../../../src/errors.ts";
import { kernelFiles } from "../../../src/machine/files.ts";
import type { ProcessLook } from "../../../src/machine/processes.ts";
import { fakeMachine } from "../../fakes/fake-machine.ts";
import { fakeProcesses, noProcesses, record } from "../../fakes/fake-processes.ts";
import { tree } from "../../fakes/tree.ts";
import { PLAIN, recordingTerminal } from "../recording-terminal.ts";
import { laptop, session } from "../sessions.ts";
import { type Ran, type TryOut, tryOut } from "./simulated-laptop.ts";

interface Consumer {
  readonly name: string;
  readonly powerW: number | null;
  readonly cpuPercent: number;
  readonly wakeupsPerS: number | null;
  readonly diskBytesPerS: number | null;
  readonly pids: readonly number[];
}

interface Document {
  readonly spanS: number;
  readonly source: string | null;
  readonly unmeasured: string | null;
  readonly totalW: number | null;
  readonly baseW: number | null;
  readonly simulated: boolean;
  readonly estimate: { readonly fitted: boolean; readonly looks: number };
  readonly consumers: readonly Consumer[];
  readonly forgotten: readonly { readonly kind: string; readonly name: string; readonly action: string }[];
}

const documentOf = ({ out }: Pick<Ran, "out">): Document => JSON.parse(out.join("\n"));

function unplugged(t: TestContext, uid = 0): TryOut {
  const laptop = tryOut(t, { uid });
  laptop.simulated.unplug();
  laptop.simulated.advance(600);
  return laptop;
}

test("on battery the parts and the base are what the gauge measured, and who sleeps is not listed", async (t) => {
  const { totalW, baseW, consumers, source, spanS, simulated } = documentOf(await unplugged(t).run("top --json"));
  assert.deepEqual([source, spanS, simulated], ["battery", 10, true]);
  const parts = consumers.map(({ powerW }) => powerW ?? Number.NaN);
  const sumW = parts.reduce((sum, powerW) => sum + powerW, baseW ?? Number.NaN);
  assert.ok(Math.abs(sumW / (totalW ?? Number.NaN) - 1) < 0.01, `${sumW} of ${totalW}`);
  assert.deepEqual(consumers[0]?.name, "firefox");
  assert.ok(Math.abs((consumers[0]?.cpuPercent ?? 0) - 9) < 0.2);
  assert.equal(
    consumers.some(({ name }) => name === "bash"),
    false,
  );
});

test("the table names its watts an estimate, and ends with base, total and what may have been forgotten", async (t) => {
  const { status, out } = await unplugged(t).run("top");
  assert.equal(status, EXIT.done);
  assert.match(out[0] ?? "", /^On battery: \d+\.\d\d W over 10 s, by the battery's gauge\.$/u);
  assert.match(out[2] ?? "", /WATTS \(EST\.\) +CPU +WAKE-UPS\/S +DISK +APPLICATION/u);
  const text = out.join("\n");
  assert.match(text, /W +[\d.]+ % +220 +40\.0 kB\/s {2}firefox\n/u);
  assert.match(text, /base: screen, radios.*\n.* total\n/u);
  assert.match(text, /watts are an estimate/u);
  assert.match(text, /make-believe/u);
  assert.match(text, /Have you forgotten these\?\n(.*\n)* {2}syncthing .*pause it/u);
  assert.match(out.at(-1) ?? "", /travelmode slow, freeze, hold, end;/u);
});

test("single processes are listed with their ids", async (t) => {
  const ran = await unplugged(t).run("top --processes");
  assert.ok(ran.out.some((line) => line.endsWith("  Web Content (105)")));
});

test("on a charger there are no watts, but all the rest", async (t) => {
  const laptop = tryOut(t);
  laptop.simulated.plug();
  const { source, unmeasured, totalW, consumers } = documentOf(await laptop.run("top --json"));
  assert.deepEqual([source, unmeasured, totalW, consumers[0]?.powerW], [null, "on-charger", null, null]);
  const { out } = await laptop.run("top");
  assert.match(out[0] ?? "", /no watts while a charger/u);
  assert.doesNotMatch(out.join("\n"), /WATTS|base:/u);
});

test("what others' programs read and write is unknown to an ordinary user, and known to root", async (t) => {
  for (const [uid, diskBytesPerS] of [
    [1000, null],
    [0, 0],
  ] as const) {
    const { consumers } = documentOf(await unplugged(t, uid).run("top --json"));
    assert.equal(consumers.find(({ name }) => name === "NetworkManager")?.diskBytesPerS, diskBytesPerS);
  }
});

test("a look of less than ten seconds gives no watts, and says why", async (t) => {
  const { unmeasured, spanS } = documentOf(await unplugged(t).run("top --for 3s --json"));
  assert.deepEqual([unmeasured, spanS], ["too-short", 3]);
});

for (const line of ["top --for soon", "top --for 0s", "top --for 25h"])
  test(`"${line}" is a fault of usage`, async (t) => {
    const { status, err } = await tryOut(t).run(line);
    assert.equal(status, EXIT.usage);
    assert.match(err.join("\n"), /is no (?:length of )?time/u);
  });

test("a long look on battery is remembered, a short one and one on a charger are not", async (t) => {
  const laptop = unplugged(t);
  const path = join(laptop.folder, "journal/power-model.json");
  await laptop.run("top");
  assert.equal(existsSync(path), false);
  await laptop.run("top --for 3m");
  await laptop.run("top --for 5m");
  assert.equal((JSON.parse(readFileSync(path, "utf8")) as { blocks: readonly unknown[] }).blocks.length, 2);
  assert.deepEqual(documentOf(await laptop.run("top --json")).estimate, {
    ...{ fitted: false, looks: 2, cpuW: 1.56, wakeupJ: 0.00395, diskJPerByte: 5e-9 },
  });
  laptop.simulated.plug();
  await laptop.run("top --for 3m");
  assert.equal((JSON.parse(readFileSync(path, "utf8")) as { blocks: readonly unknown[] }).blocks.length, 2);
});

/** Two looks at a machine without a battery. */
async function runOn(t: TestContext, looks: readonly ProcessLook[] | null, line = "top"): Promise<Ran> {
  const { files } = tree(t, { "/proc/": "" });
  const machine = fakeMachine(files, { processes: looks === null ? noProcesses : fakeProcesses(looks) });
  const terminal = recordingTerminal(PLAIN);
  const surroundings = { ...session(machine), terminal, filesBelow: kernelFiles, openLaptop: async () => laptop(machine) };
  const status = await runCli(line.split(" "), surroundings);
  return { status, out: terminal.outLines, err: terminal.errLines };
}

const hostile = record({ pid: 66, name: "\u001b[2J\nevil) (", diskBytes: null });

test("names cannot reach the terminal's controls, and hidden processes are told of", async (t) => {
  const looks = [
    { atMs: 100_000, seesAll: false, records: [hostile] },
    { atMs: 110_000, seesAll: false, records: [{ ...hostile, cpuTicks: 100 }] },
  ];
  const { out, err } = await runOn(t, looks);
  assert.deepEqual(err, ["Looking for 10 s ..."]);
  const text = out.join("\n");
  assert.ok(out.some((line) => line.includes("[2J evil) (")));
  assert.doesNotMatch(out.join(""), /\p{Cc}/u);
  assert.match(text, /hidepid/u);
  assert.match(text, /read and write may not be seen here/u);
  for (const line of out) assert.ok(line.length <= 80, line);
});

test("a /proc that cannot be read is told, and no table is printed", async (t) => {
  const { status, out, err } = await runOn(t, null);
  assert.deepEqual([status, out], [EXIT.refused, []]);
  assert.match(err.at(-1) ?? "", /told: \/proc cannot be read \(EACCES\)/u);
});

test("a crowd is cut to the hungriest twenty, and the others are summed up", async (t) => {
  const crowd = Array.from({ length: 30 }, (_, index) => record({ pid: 100 + index }));
  const looks = [
    { atMs: 100_000, seesAll: true, records: crowd },
    { atMs: 110_000, seesAll: true, records: crowd.map((one, index) => ({ ...one, cpuTicks: index + 1 })) },
  ];
  const { out } = await runOn(t, looks);
  assert.ok(
    out.some((line) => /5\.5 % .* 10 more \(--verbose/u.test(line)),
    out.join("\n"),
  );
  assert.equal((await runOn(t, looks, "top --verbose")).out.filter((line) => line.includes("program-")).length, 30);
});
