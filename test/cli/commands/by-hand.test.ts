// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { tryOut } from "./simulated-laptop.ts";

test("what this laptop lacks is not claimed to be done, and is not yours", async (t) => {
  const { run } = tryOut(t, {}, "bare");
  await run("on");
  const { status, out } = await run("wifi on");
  assert.deepEqual([status, out[0]], [EXIT.partly, "Wi-Fi: not possible here"]);
  assert.ok(!out.some((line) => line.startsWith("Yours now")));
  const document: { complete?: unknown } = JSON.parse((await run("wifi on --json")).out.join("\n"));
  assert.equal(document.complete, false);
});

test("what the kernel keeps locked at every place is one row with one reason", async (t) => {
  const { run } = tryOut(t);
  await run("set governor performance");
  const { status, out } = await run("set epp power");
  assert.deepEqual([status, out[0]], [EXIT.partly, "CPU energy preference: not possible here"]);
  const rows = out.filter((line) => line.startsWith("  CPU energy preference"));
  assert.equal(rows.length, 1);
  assert.match(rows[0] ?? "", / policy0-3 .*EBUSY at \/.*\/policy0-3\//u);
});

test("another program's setting is left to it, and that is not what was asked for", async (t) => {
  const { status, out } = await tryOut(t, {}, "amd").run("set governor performance");
  assert.deepEqual([status, out[0]], [EXIT.partly, "CPU governor: left as it is"]);
});

test("a number that the screen does not know comes out as its nearest", async (t) => {
  const { run } = tryOut(t);
  assert.match((await run("set brightness 5")).out[0] ?? "", /^Screen brightness: \d+ %, as near to 5 % as it goes$/u);
  assert.equal((await run("set brightness 70")).out[0], "Screen brightness: 70 %");
});

test("without root the rest needs it, and the headline says so", async (t) => {
  const { status, out } = await tryOut(t, { uid: 1000, name: "alice", home: "/home/alice" }).run("set turbo off");
  assert.deepEqual([status, out[0]], [EXIT.partly, "CPU boost: not done, as it needs root"]);
});

test("the ways back of other radios are not told", async (t) => {
  const { run } = tryOut(t);
  await run("on");
  await run("wifi on");
  const { out } = await run("wifi back");
  assert.equal(out[0], "Wi-Fi: the profile's again");
  assert.deepEqual(
    out.filter((line) => line.includes("Back with:")),
    ["Wi-Fi is off. Back with: travelmode wifi on"],
  );
});
