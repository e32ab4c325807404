// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import test from "node:test";
import { mayHarm } from "../../src/knobs/knob.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import { profileLibrary } from "../../src/profile/library.ts";
import { parseProfile } from "../../src/profile/parse.ts";

const FOLDER = resolve("profiles");
const grammars = Object.fromEntries(KNOBS.map(({ id, grammar }) => [id, grammar]));
const library = profileLibrary(kernelFiles("/"), [{ folder: FOLDER, kind: "shipped" }], { grammars, asRoot: true });
const wishesOf = (name: string) => library.load(name).wishes;

test("the shipped profiles are those that are documented, and every one is sound", () => {
  const listed = library.list().map(({ name, mistakes }) => [name, mistakes]);
  assert.deepEqual(
    listed,
    ["endurance", "flight", "online", "redeye"].map((name) => [name, 0]),
  );
});

for (const file of readdirSync(FOLDER))
  test(`every line of ${file} is commented, and none is too long to read`, () => {
    for (const line of readFileSync(resolve(FOLDER, file), "utf8").split("\n")) {
      if (line !== "") assert.match(line, /# \S/);
      assert.ok([...line].length <= 130, line);
    }
  });

test("no shipped profile wishes for what may harm, and none names a program: which can wait is a traveller's to say", () => {
  for (const { name } of library.list()) {
    const wishes = Object.entries(wishesOf(name));
    const harmful = wishes.filter(([id, wish]) => KNOBS.some((knob) => knob.id === id && mayHarm(knob, wish)));
    assert.deepEqual(harmful, []);
    assert.deepEqual(
      wishes.filter(([id]) => id.startsWith("app.")),
      [],
    );
  }
});

for (const name of ["flight", "online", "endurance"])
  test(`the rules for programs that ${name} has as comments are sound once the signs before them are gone`, () => {
    const text = readFileSync(resolve(FOLDER, `${name}.toml`), "utf8").replace(/^# (?=\[app\]|slow =|freeze =)/gmu, "");
    const draft = parseProfile(text, { name, path: `${name}.toml` }, grammars);
    assert.equal(draft.kind, "draft", JSON.stringify(draft));
    assert.ok(draft.kind === "draft" && "app.slow" in draft.wishes && "app.freeze" in draft.wishes);
  });

test("flight turns the radios off, caps the screen and keeps Bluetooth that is used", () => {
  const { "radio.wifi": wifi, "radio.wwan": wwan, "radio.bluetooth": bluetooth, "cpu.boost": boost } = wishesOf("flight");
  assert.deepEqual([wifi, wwan, bluetooth, boost], [["off"], ["off"], ["when-unused"], ["off"]]);
  assert.ok(Number(wishesOf("flight")["screen.brightness"]?.[0]) < 100);
});

test("redeye is flight in the dark, and a charger does not light it up", () => {
  const dark = { "screen.brightness": ["lowest"], "keyboard.light": ["off"] };
  assert.deepEqual(wishesOf("redeye"), { ...wishesOf("flight"), ...dark });
  assert.equal(library.load("redeye").onCharger, "nothing");
});

for (const name of ["online", "endurance"])
  test(`${name} leaves every radio alone`, () => {
    assert.deepEqual(
      Object.keys(wishesOf(name)).filter((knob) => knob.startsWith("radio.")),
      [],
    );
  });

test("endurance is at no setting less thrifty than online, and limits the processor besides", () => {
  const [endurance, online] = [wishesOf("endurance"), wishesOf("online")];
  assert.ok(Number(endurance["screen.brightness"]?.[0]) < Number(online["screen.brightness"]?.[0]));
  assert.deepEqual(
    Object.keys(online).filter((knob) => !(knob in endurance)),
    [],
  );
  assert.ok(Number(endurance["cpu.limit"]?.[0]) < 100);
});

test("a low platform profile is looked for before a merely balanced one", () => {
  for (const name of ["flight", "online", "endurance"])
    assert.deepEqual(wishesOf(name)["platform.profile"], ["low-power", "quiet", "cool", "balanced"]);
});
