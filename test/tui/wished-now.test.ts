// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Profile } from "../../src/profile/profile.ts";
import { wishedNow } from "../../src/tui/wished-now.ts";
import { onJourney, seen, travelling, trip } from "./states.ts";

const flight: Profile = { name: "flight", title: "", onCharger: "all", wishes: { "radio.wifi": ["off"] }, source: "" };
const CHOICE = { usual: "flight", profiles: [flight] };

const STEPS = [
  { knob: "screen.brightness", wish: [60], taken: true, savedW: null },
  { knob: "screen.brightness", wish: [40], taken: false, savedW: null },
  { knob: "screen.brightness", wish: [30], taken: false, savedW: null },
  { knob: "cpu.boost", wish: ["off"], taken: false, savedW: null },
] as const;

test("off, the usual profile tells what could be saved; on, the one in force", () => {
  const expected = { profile: "flight", wishes: flight.wishes, later: {} };
  assert.deepEqual(wishedNow(CHOICE, seen(), null), expected);
  assert.deepEqual(wishedNow({ ...CHOICE, usual: "online" }, travelling(), null), expected);
});

test("on a journey without a profile what it saves is wished, and no plan is asked for", () => {
  const saving = { "screen.brightness": [60] } as const;
  const later = { "screen.brightness": [40], "cpu.boost": ["off"] };
  assert.deepEqual(wishedNow(CHOICE, onJourney({ saving }), trip({ steps: STEPS })), { profile: null, wishes: saving, later });
  assert.deepEqual(wishedNow(CHOICE, onJourney({ saving }), null).later, {});
});

test("a journey with a profile wishes both", () => {
  const saving = { "screen.brightness": [60] } as const;
  const on = { ...onJourney({ saving, profile: flight }), profile: "flight" };
  assert.deepEqual(wishedNow(CHOICE, on, null), { profile: "flight", wishes: { ...flight.wishes, ...saving }, later: {} });
});
