// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { libraryHere } from "../../src/cli/profiles-here.ts";
import { sentProfile } from "../../src/cli/sent-profile.ts";
import type { Session } from "../../src/cli/session.ts";
import { TravelError } from "../../src/errors.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import { alice, fakeMachine } from "../fakes/fake-machine.ts";
import { temporaryFolder, tree } from "../fakes/tree.ts";
import { session } from "./sessions.ts";

/** A session of somebody with these profiles of their own beside the shipped ones. */
function withOwn(t: TestContext, own: Readonly<Record<string, string>>): Session {
  const home = temporaryFolder(t);
  const folder = join(home, ".config/travelmode/profiles");
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, `${name}.toml`), text);
  const caller = { ...alice, home };
  return session(fakeMachine(tree(t, {}).files, { caller }), {
    filesBelow: kernelFiles,
    shippedProfiles: join(process.cwd(), "profiles"),
  });
}

const sent = (from: Session, name: string) => sentProfile(from, libraryHere(from).load(name));

test("a shipped profile goes by its name", (t) => {
  assert.deepEqual(sent(withOwn(t, {}), "flight"), { name: "flight" });
});

test("one of the caller's own goes with its text", (t) => {
  const text = 'extends = "online"\n[screen]\nbrightness = 30';
  assert.deepEqual(sent(withOwn(t, { train: `${text}\n` }), "train"), { name: "train", text });
});

test("one that goes on with the shipped one it hides is the caller's own, too", (t) => {
  const text = 'extends = "flight"\n[radio]\nwifi = "leave"';
  assert.deepEqual(sent(withOwn(t, { flight: `${text}\n` }), "flight"), { name: "flight", text });
});

test("one that would mean something else without the caller's other files is not sent", (t) => {
  const refused = (error: unknown): boolean =>
    error instanceof TravelError && error.code === "REFUSED" && /builds on another one of your own/u.test(error.message);
  const flight = 'extends = "flight"\n[radio]\nwifi = "leave"\n';
  assert.throws(() => sent(withOwn(t, { flight, train: 'extends = "flight"\n' }), "train"), refused);
  assert.throws(() => sent(withOwn(t, { mine: "[screen]\nbrightness = 30\n", train: 'extends = "mine"\n' }), "train"), refused);
  assert.throws(() => sent(withOwn(t, { flight }), "redeye"), refused);
});
