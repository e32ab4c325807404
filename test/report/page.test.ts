// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { HistoryRecord } from "../../src/history/record.ts";
import type { NamedSaving, Outlook } from "../../src/report/report-data.ts";
import { look, looks, MINUTE_MS } from "../history/records.ts";
import { HOUR_MS, on, page, STORY } from "./pages.ts";

const VOID = new Set(["meta", "!doctype"]);

/** Throws unless every element is closed, in order, and no two have the same id. */
function assertWellFormed(text: string): void {
  const open: string[] = [];
  for (const [, slash, name = "", rest = ""] of text.replace(/<style>.*?<\/style>/s, "").matchAll(/<(\/?)([!\w]+)([^<>]*)>/g)) {
    if (VOID.has(name.toLowerCase()) || rest.endsWith("/")) continue;
    if (slash === "") open.push(name);
    else assert.equal(open.pop(), name, "what is opened last is closed first");
  }
  assert.deepEqual(open, []);
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, "each id once");
}

const OUTLOOK: Outlook = {
  ...{ atMs: 60 * MINUTE_MS, fromPercent: 68, endPercent: 2, words: "about 5 h left (likely 4 h to 6 h)" },
  left: { medianMs: 5 * HOUR_MS, lowMs: 4 * HOUR_MS, highMs: 6 * HOUR_MS },
};

const SAVING: NamedSaving = {
  ...{ title: "CPU boost", knob: "cpu.boost", wish: "off", medianW: 0.43, lowW: 0.31, highW: 0.52, blocks: 8, measuredAtMs: 0 },
  from: "battery",
  conditions: { before: "on", brightnessPercent: null, profile: null, powerW: null, busyPercent: null },
};

test("a page is whole: its parts, each picture with its words and its figures beside it", () => {
  const text = page(STORY, { outlook: OUTLOOK, savings: [SAVING] });
  assertWellFormed(text);
  assert.match(text, /^<!DOCTYPE html>\n<html lang="en">/);
  assert.match(text, /<h1>11 h 40 min on battery so far<\/h1>/);
  for (const title of ["The battery", "Power", "What was changed", "What it saves", "Who uses it", "All times on battery"])
    assert.ok(text.includes(`<h2>${title}</h2>`), title);
  const pictures = [
    ...text.matchAll(
      /<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)">\s*<title id="(\S+)">[^<]+<\/title>\s*<desc id="(\S+)">[^<]+</g,
    ),
  ];
  assert.equal(pictures.length, 4, "two pictures, for a screen and for a phone");
  for (const [, title, words, ...ids] of pictures) assert.deepEqual([title, words], ids);
  assert.match(text, /At 01:00 the forecast said: about 5 h left \(likely 4 h to 6 h\)\./);
  assert.match(text, /<path class="cone" /);
  assert.match(text, /Screen brightness <span class="place">eDP-1<\/span><\/th><td>82 %<\/td><td>40 %/);
  assert.match(text, /CPU boost off<\/th><td>saves 0\.43 W \(0\.31 to 0\.52\)/);
  assert.match(text, /asleep 9 h 11 min, lost 14 %/);
});

test("going off names what was put back, and nothing that stayed", () => {
  const off = on(60, { kind: "off", profile: null, changes: [{ title: "Wi-Fi", place: "", from: "off", to: "on" }] });
  assert.match(page([on(0), ...looks(0, 60), off]), /Off<\/h3><p>Put back: Wi-Fi\.<\/p>/);
  assert.match(page([on(0), ...looks(0, 60), { ...off, changes: [] }]), /Nothing was left to put back\./);
});

test("bands show when which profile was in force, and the sleep", () => {
  const text = page();
  const [wide = ""] = text.split('<svg class="chart narrow"');
  assert.match(wide, /class="band none"/);
  assert.match(wide, /class="band p0"/);
  assert.match(wide, /class="band pause"/);
  assert.match(wide, />asleep<\/text>/);
});

test("nothing is loaded and nothing is run: no address, no script, no handler; a policy says so", () => {
  const text = page(STORY, { outlook: OUTLOOK });
  assert.match(text, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'/);
  assert.doesNotMatch(text, /<script|<link|<img|<iframe|src=|href=|url\(|@import|https?:| on\w+=/);
});

test("light, dark, a phone and paper each have their style", () => {
  const text = page();
  for (const media of ["(prefers-color-scheme: dark)", "(max-width: 599px)", "print"])
    assert.ok(text.includes(`@media ${media}`), media);
});

const HOSTILE = `"><script>alert(1)</script><svg onload='x'>&\u202e\u0007`;

test("whatever comes from outside is text: in profiles, changes, reasons and savings", () => {
  const changes = [{ title: HOSTILE, place: HOSTILE, from: HOSTILE, to: HOSTILE }];
  const records: readonly HistoryRecord[] = [
    on(0, { profile: HOSTILE, reason: HOSTILE, changes }),
    ...looks(0, 60, { profile: HOSTILE }),
  ];
  const text = page(records, {
    version: HOSTILE,
    outlook: { ...OUTLOOK, words: HOSTILE },
    savings: [{ ...SAVING, title: HOSTILE, wish: HOSTILE }],
  });
  assertWellFormed(text);
  assert.doesNotMatch(text, /<script|<svg onload|\u202e/);
  assert.ok(!text.includes("\u0007"));
  assert.ok(text.includes("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;svg onload=&#39;x&#39;&gt;&amp;"));
});

test("any text at all in a name leaves the page whole", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const records = [
        on(0, { profile: name, changes: [{ title: name, place: name, from: name, to: name }] }),
        ...looks(0, 30, { profile: name }),
      ];
      assertWellFormed(page(records));
    }),
    { numRuns: 50 },
  );
});

const amount = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { freq: 3 });
const anyLooks = fc.array(
  fc.record({ atMs: fc.integer({ min: 0, max: 1e9 }), energyWh: amount, powerW: amount, percent: amount }),
  { minLength: 1, maxLength: 30 },
);

test("whatever the gauge told, no picture has a number that is none", () => {
  fc.assert(
    fc.property(anyLooks, (all) => {
      const records = all.sort((one, other) => one.atMs - other.atMs).map((one) => look(0, one));
      const text = page(records, { outlook: OUTLOOK });
      assertWellFormed(text);
      assert.doesNotMatch(text, /NaN|Infinity|undefined|e[+-]\d/);
    }),
    { numRuns: 100 },
  );
});

test("what is not known is left out: no picture without a level or power, a sentence where nothing was measured", () => {
  const text = page(looks(0, 60, { energyWh: null, percent: null, powerW: null }));
  assert.doesNotMatch(text, /role="img"/);
  assert.match(text, /What single settings save was not measured on this laptop yet/);
  assert.match(text, /Nobody looked at which programs use the power/);
  assert.match(text, /Nothing was changed: travel mode was off\./);
  const none = page([]);
  assertWellFormed(none);
  assert.match(none, /<h1>Nothing is on record yet<\/h1>/);
});

test("who uses the power is a table of those who used most; where nobody looked it says how to", () => {
  const rows = [
    { name: "<b>firefox</b>", power: "1.20 W", cpu: "9.0 %", wakeups: "220" },
    { name: "all together", power: "8.10 W", cpu: "80.0 %", wakeups: "400" },
  ];
  const looked = page(STORY, { consumers: { measured: "On battery: 8.10 W over 10 s.", rows } });
  assert.match(looked, /8\.10 W over 10 s\.<\/caption>/);
  assert.match(looked, /<th scope="row">&lt;b&gt;firefox&lt;\/b&gt;<\/th><td>1\.20 W<\/td><td>9\.0 %<\/td><td>220<\/td>/);
  assert.match(page(), /Nobody looked at which programs use the power\. <code>travelmode top<\/code>/);
});
