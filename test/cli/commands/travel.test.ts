// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { MODEL_NAMES } from "../../../src/sim/model.ts";
import { displayWidth } from "../../../src/text/display-width.ts";
import { PLAIN } from "../recording-terminal.ts";
import { tryOut } from "./simulated-laptop.ts";

const rows = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.includes("→"));

test("on, status and off: what was shown first is what is done, and every byte comes back", async (t) => {
  const { simulated, run } = tryOut(t);
  const before = simulated.snapshot();
  const planned = await run("on flight --dry-run");
  assert.deepEqual(simulated.snapshot(), before);
  const on = await run("on flight");
  assert.equal(on.status, EXIT.done);
  assert.deepEqual(rows(on.out), rows(planned.out));
  assert.ok(rows(on.out).length > 5);
  assert.notDeepEqual(simulated.snapshot(), before);
  assert.match((await run("status")).out[0] ?? "", /^Travel mode is on: flight, since /u);
  const off = await run("off");
  assert.deepEqual([off.status, off.out[0]], [EXIT.done, "Travel mode is off. Everything is as it was."]);
  assert.deepEqual(simulated.snapshot(), before);
  assert.equal((await run("off")).out[0], "Travel mode is off already; nothing was changed.");
});

test("a bare on means flight, and ends with the way back for each radio that is off", async (t) => {
  const { out } = await tryOut(t).run("on");
  assert.equal(out[0], "Travel mode is on: flight");
  assert.deepEqual(out.slice(-2), [
    "Wi-Fi is off. Back with: travelmode wifi on",
    "Put everything back with: travelmode off (do that when you plug in)",
  ]);
});

test("on names what runs on and had better not, for whoever reads it", async (t) => {
  const { run } = tryOut(t);
  const text = (await run("on")).out.join("\n");
  assert.match(text, /\nHave you forgotten these\?\n(.*\n)* {2}syncthing .*pause it/u);
  for (const line of ["on --quiet", "on --json", "on --dry-run"])
    assert.doesNotMatch((await run(line)).out.join("\n"), /forgotten/u, line);
});

test("every screen fits a terminal of 80 columns", async (t) => {
  const { run } = tryOut(t);
  for (const line of [
    "on --dry-run",
    "on",
    "status",
    "wifi on",
    "status --verbose",
    "explain wifi",
    "doctor",
    "profiles",
    "profiles show flight",
    "off --verbose",
  ])
    for (const printed of (await run(line, { look: PLAIN })).out) assert.ok(displayWidth(printed) <= 80, `${line}: ${printed}`);
});

for (const model of MODEL_NAMES) {
  test(`no name is cut at 80 columns on ${model}`, async (t) => {
    const { run } = tryOut(t, {}, model);
    for (const line of [
      "on --dry-run",
      "on",
      "status",
      "status --verbose",
      "doctor",
      "on online",
      "status",
      "on endurance",
      "off",
    ])
      for (const printed of (await run(line, { look: PLAIN })).out) {
        assert.ok(displayWidth(printed) <= 80, `${line}: ${printed}`);
        assert.ok(!printed.includes("…"), `${line}: ${printed}`);
      }
  });
}

test("a second on that changes nothing says so", async (t) => {
  const { run } = tryOut(t);
  assert.ok(!(await run("on")).out.includes("All was so already."));
  assert.ok((await run("on")).out.includes("All was so already."));
  assert.ok((await run("on --dry-run")).out.includes("All is so already."));
  assert.ok(!(await tryOut(t, {}, "bare").run("on")).out.includes("All was so already."));
});

test("status tells the value now, and the way back of each radio in the words of on", async (t) => {
  const { simulated, run } = tryOut(t, {}, "thinkpad");
  const waysBack = (await run("on")).out.filter((line) => line.includes("Back with:"));
  assert.equal(waysBack.length, 3);
  simulated.machine.files.write("/sys/class/backlight/intel_backlight/brightness", "100");
  const { out } = await run("status");
  assert.deepEqual(
    out.filter((line) => line.includes("Back with:")),
    waysBack,
  );
  assert.match(out.find((line) => line.includes("Screen brightness")) ?? "", /82 % → 40 % +(?!40)\d+ %$/u);
  const document: { waysBack?: unknown; battery?: { percent?: number } } = JSON.parse(
    (await run("status --json")).out.join("\n"),
  );
  assert.deepEqual(document.waysBack, waysBack);
  const percent = document.battery?.percent ?? Number.NaN;
  assert.equal(percent, Math.round(percent * 1000) / 1000);
});

test("the doctor finds the simulated laptop's services as it would a real one's", async (t) => {
  assert.ok((await tryOut(t).run("doctor")).out.some((line) => line.includes("no other power tool is running")));
  const { out } = await tryOut(t, {}, "amd").run("doctor");
  assert.ok(out.some((line) => line.includes("power-profiles-daemon is running and owns")));
});

test("explaining a setting, what it moves besides itself is named", async (t) => {
  const { run } = tryOut(t);
  assert.ok(!(await run("explain wifi")).out.some((line) => line.includes("also moves")));
  const { out } = await run("explain governor");
  assert.match(out.join(" "), /Turning it also moves CPU energy preference\. It is put back with it\./u);
});

test("--leave takes short names and leaves the setting alone", async (t) => {
  const { simulated, run } = tryOut(t);
  const { out } = await run("on --leave wifi --leave brightness");
  assert.ok(!rows(out).some((row) => /Wi-Fi|brightness/u.test(row)));
  assert.equal(simulated.snapshot()["NetworkManager WirelessEnabled"], "true");
});

test("--quiet prints nothing when all went well", async (t) => {
  const { run } = tryOut(t);
  assert.deepEqual(await run("on --quiet"), { status: EXIT.done, out: [], err: [] });
  assert.deepEqual(await run("off --quiet"), { status: EXIT.done, out: [], err: [] });
});

test("an ordinary user does what they may, is told the rest in one line, and ends with done in part", async (t) => {
  const { status, out } = await tryOut(t, { uid: 1000, name: "alice", home: "/home/alice" }).run("on flight");
  assert.equal(status, EXIT.partly);
  assert.ok(rows(out).some((row) => row.includes("logind")));
  assert.equal(out.filter((line) => /^\d+ settings need root: sudo travelmode on flight$/u.test(line)).length, 1);
  assert.ok(!out.some((line) => line.includes("needs root")));
});

test("what is set by hand is yours: off leaves it, on takes it back", async (t) => {
  const { run } = tryOut(t);
  await run("on flight");
  const byHand = await run("wifi on");
  assert.equal(byHand.status, EXIT.done);
  assert.ok(rows(byHand.out).some((row) => /Wi-Fi .*off +→ on/u.test(row)));
  assert.ok((await run("status")).out.some((line) => /Wi-Fi .*yours: now on/u.test(line)));
  assert.ok(rows((await run("wifi back")).out).some((row) => /Wi-Fi .*on +→ off/u.test(row)));
  assert.equal((await run("wifi off")).out[0], "Wi-Fi: as asked already");
});

test("on and off as JSON carry every change with its outcome", async (t) => {
  const { run } = tryOut(t);
  interface Document {
    readonly version: number;
    readonly profile: string | null;
    readonly complete: boolean;
    readonly changes: readonly {
      readonly setting: string;
      readonly from: string;
      readonly to: string;
      readonly outcome?: string;
      readonly kind: string;
    }[];
    readonly dryRun?: boolean;
  }
  const documentOf = async (line: string): Promise<Document> => JSON.parse((await run(line)).out.join("\n"));
  const planned = await documentOf("on flight --dry-run --json");
  assert.deepEqual([planned.version, planned.dryRun, planned.profile], [1, true, "flight"]);
  const on = await documentOf("on flight --json");
  assert.deepEqual([on.version, on.profile, on.complete], [1, "flight", true]);
  assert.ok(on.changes.every(({ outcome, kind }) => outcome === "applied" && kind === "apply"));
  const named = (document: Document): readonly string[] => document.changes.map(({ setting }) => setting);
  for (const setting of named(planned)) assert.ok(named(on).includes(setting), setting);
  const off = await documentOf("off --json");
  assert.deepEqual([off.profile, off.complete], [null, true]);
  assert.ok(off.changes.length > 0);
});

test("an unknown profile ends with its status and changes nothing", async (t) => {
  const { simulated, run } = tryOut(t);
  const before = simulated.snapshot();
  const { status, err } = await run("on fligth");
  assert.equal(status, EXIT.profile);
  assert.match(err[0] ?? "", /did you mean flight\?/u);
  assert.deepEqual(simulated.snapshot(), before);
});

test("the story leaves nothing over", async (t) => {
  const { status, out } = await tryOut(t).run("--sim");
  assert.equal(status, EXIT.done);
  assert.match(out.at(-1) ?? "", /^Nothing left over: \d+ values compared byte for byte/u);
  for (const line of ["$ travelmode on flight --dry-run", "$ travelmode on online", "$ travelmode off"])
    assert.ok(out.includes(line), line);
});
