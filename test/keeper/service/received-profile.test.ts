// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { receivedProfiles } from "../../../src/keeper/service/received-profile.ts";
import { KNOBS } from "../../../src/knobs/knobs.ts";
import { TOYS, toyLibrary } from "./service-rig.ts";

const own = (text: string, name = "mine") => ({ name, text });

test("a name means a shipped profile or one of /etc", (test) => {
  const { resolve } = receivedProfiles(toyLibrary(test), TOYS);
  assert.deepEqual(resolve({ name: "calm" }).wishes, { "toy.mode": ["off"], "toy.level": [3] });
  assert.throws(() => resolve({ name: "clam" }), { code: "PROFILE_UNKNOWN", message: /did you mean calm/ });
  assert.throws(() => resolve({ name: "broken" }), { code: "PROFILE_INVALID", message: /broken\.toml, line 2/ });
});

test("a text is the profile, and may extend those", (test) => {
  const { resolve } = receivedProfiles(toyLibrary(test), TOYS);
  assert.deepEqual(resolve(own('title = "Mine"\n[toy]\nlevel = 5')), {
    name: "mine",
    title: "Mine",
    onCharger: "all",
    wishes: { "toy.level": [5] },
    source: "mine.toml",
  });
  assert.deepEqual(resolve(own('extends = "calm"\n[toy]\nlevel = 5')).wishes, { "toy.mode": ["off"], "toy.level": [5] });
});

test("a text that hides a profile may extend the one that it hides", (test) => {
  const { resolve } = receivedProfiles(toyLibrary(test), TOYS);
  assert.deepEqual(resolve(own('extends = "calm"\n[toy]\nmode = "on"', "calm")).wishes, { "toy.mode": ["on"], "toy.level": [3] });
});

test("mistakes in a text are told as in a file", (test) => {
  const { resolve } = receivedProfiles(toyLibrary(test), TOYS);
  const says = (text: string, message: RegExp): void =>
    assert.throws(() => resolve(own(text)), { code: "PROFILE_INVALID", message });
  says("[toy]\nlevel = 12", /^mine\.toml, line 2, column 9: toy\.level takes/);
  says('extends = "clam"', /there is no profile "clam"; did you mean "calm"/);
  says('extends = "mine"', /no other profile "mine"/);
  says('extends = "broken"', /broken\.toml, line 2/);
  says("[toy", /not valid TOML/);
});

test("a text is risky with a risky wish, inherited or its own; a name never is, since root has put it there", (test) => {
  const { resolve, isRisky } = receivedProfiles(toyLibrary(test), TOYS);
  const judged = (sent: { name: string; text?: string }): boolean => isRisky(sent, resolve(sent));
  assert.equal(judged({ name: "wild" }), false);
  assert.equal(judged(own('[toy]\nmode = "off"')), false);
  assert.equal(judged(own('[toy]\nfuse = "off"')), true);
  assert.equal(judged(own('extends = "wild"')), true);
  assert.equal(judged(own('extends = "wild"\n[toy]\nfuse = "leave"')), false);
});

test("no text keeps the keeper busy, as large as it may be", (test) => {
  const { resolve } = receivedProfiles(toyLibrary(test), KNOBS);
  const filled = (piece: string, size: number): string => piece.repeat(Math.floor(size / piece.length));
  const keys = (size: number): string => Array.from({ length: Math.floor(size / 7) }, (_, at) => `k${at}=1`).join("\n");
  const hostile = [
    `a${filled(".a", 60_000)}=1`,
    `a${filled(".a", 490)}=1`,
    `a = ["""\n# """, {${filled("a.", 60_000)}a=1}]`,
    `[cpu]\nepp = [${filled('"x",\n', 60_000)}]`,
    `[cpu]\nepp = [${filled('"x",\n', 8_000)}]`,
    keys(60_000),
    keys(7_000),
    `a = ${filled("[", 490)}`,
    filled("[a.b]\n", 8_000),
  ];
  const beganMs = performance.now();
  for (const text of hostile) assert.throws(() => resolve(own(text)), { code: "PROFILE_INVALID" });
  assert.ok(performance.now() - beganMs < 5000, "texts of 64 KiB took longer than half a second each");
});

test("long comments do not make a profile too large", (test) => {
  const { resolve } = receivedProfiles(toyLibrary(test), TOYS);
  const comments = `# ${"why ".repeat(200)}\n`.repeat(75);
  assert.deepEqual(resolve(own(`${comments}[toy]\nlevel = 5`)).wishes, { "toy.level": [5] });
});
