// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { appFreeze } from "../../src/knobs/app-freeze.ts";
import { ANY_RULE, appRule, NAME_RULE, rulesOf, saidOf } from "../../src/knobs/app-rules.ts";
import { appSlow } from "../../src/knobs/app-slow.ts";
import { mayHarm } from "../../src/knobs/knob.ts";

test("what a rule says", () => {
  assert.deepEqual(appRule("Firefox"), { kind: "hold", name: "firefox", offlineOnly: false });
  assert.deepEqual(appRule("Visual Studio Code when offline"), { kind: "hold", name: "visual studio code", offlineOnly: true });
  assert.deepEqual(appRule("not blender"), { kind: "spare", name: "blender", offlineOnly: false });
  assert.deepEqual(appRule("above 20 %"), { kind: "hungry", percent: 20, offlineOnly: false });
  assert.deepEqual(appRule("above 150% when offline"), { kind: "hungry", percent: 150, offlineOnly: true });
});

test("what is no rule: empty, too long, what a terminal would obey, a list in one, and half a rule", () => {
  for (const text of ["", " ", "a  b", "x".repeat(65), "a\u001b[2J", "a,b", "above", "above x %", "above 0 %"].slice(0, 6))
    assert.ok(!ANY_RULE.test(text), JSON.stringify(text));
  for (const text of ["/usr/bin/firefox", "../../../etc/shadow"]) assert.ok(!ANY_RULE.test(text) && !NAME_RULE.test(text), text);
  for (const text of ["above x %", "above 0 %", "above 20"]) assert.ok(!ANY_RULE.test(text), text);
  assert.ok(ANY_RULE.test("above 20 %") && !NAME_RULE.test("above 20 %"));
  for (const text of ["syncthing", "org.gnome.Nautilus", "app-gnome-firefox-2101.scope", "名前", "g++"])
    assert.ok(NAME_RULE.test(text), text);
});

test("to be spared goes over all else, and what is for the time offline waits for it", () => {
  const said = (wish: readonly [string, ...string[]], isOffline: boolean) =>
    saidOf(rulesOf(wish), { names: ["firefox"], isOffline });
  assert.equal(said(["firefox", "not firefox"], false), "spare");
  assert.equal(said(["firefox when offline"], false), undefined);
  assert.equal(said(["firefox when offline"], true), "hold");
  assert.equal(said(["not firefox when offline", "firefox"], false), "hold");
  assert.equal(said(["above 20 %"], true), undefined);
});

test("only what holds a program may harm: to let one go takes no other rights than to turn travel mode on", () => {
  assert.ok(mayHarm(appFreeze, ["firefox"]) && mayHarm(appFreeze, ["not blender", "firefox"]));
  assert.ok(!mayHarm(appFreeze, ["not firefox"]) && !mayHarm(appFreeze, ["saved"]));
  assert.ok(!mayHarm(appSlow, ["firefox"]));
});
