// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type Asker, byOwner, byPolkit } from "../../../src/keeper/service/authorise.ts";
import type { BusCall, BusValue } from "../../../src/machine/doors.ts";
import { failure, value } from "../../../src/machine/reading.ts";
import { type FakeBus, fakeBus } from "../../fakes/fake-bus.ts";

const ERROR = "org.freedesktop.DBus.Error";

type Verdict = readonly [allowed: boolean, challenge: boolean, details: Record<string, string>];

/** A bus with a user behind every name, and a polkit that always says the same. */
function bus(uid: number, verdict?: Verdict | readonly BusValue[], error = `${ERROR}.ServiceUnknown`): FakeBus {
  const check = () => (verdict === undefined ? failure("polkit", error) : value([verdict as BusValue]));
  return fakeBus({
    "org.freedesktop.DBus": {
      "/org/freedesktop/DBus": { "org.freedesktop.DBus": { GetConnectionUnixUser: () => [uid] } },
    },
    "org.freedesktop.PolicyKit1": {
      "/org/freedesktop/PolicyKit1/Authority": {
        "org.freedesktop.PolicyKit1.Authority": { CheckAuthorization: check, CancelCheckAuthorization: () => [] },
      },
    },
  });
}

const ALICE: Asker = { sender: ":1.42", interactive: false };
const AT_A_SCREEN: Asker = { sender: ":1.42", interactive: true };

const polkitCalls = ({ calls }: FakeBus): readonly BusCall[] => calls.filter(({ service }) => service.endsWith("PolicyKit1"));

test("polkit is asked about the caller's bus name, and started if need be", async () => {
  const there = bus(1000, [true, false, {}]);
  await byPolkit(there)(ALICE, "switch");
  const [call] = polkitCalls(there);
  assert.equal(call?.signature, "(sa{sv})sa{ss}us");
  assert.deepEqual(call?.args, [
    ["system-bus-name", { name: { variant: "s", value: ":1.42" } }],
    "io.github.travelmode.switch",
    {},
    0,
    "",
  ]);
  assert.equal(call?.autoStart, true);
});

test("polkit may ask for a password only if the call allows it, and then gets two minutes", async () => {
  const there = bus(1000, [true, false, {}]);
  await byPolkit(there)(AT_A_SCREEN, "risky");
  const [call] = polkitCalls(there);
  assert.deepEqual(call?.args.slice(1, 4), ["io.github.travelmode.risky", {}, 1]);
  assert.equal(call?.timeoutMs, 120_000);
});

test("a caller who may with a password is told so, and one who may not is refused", async () => {
  const challenge = byPolkit(bus(1000, [false, true, {}]));
  await assert.rejects(challenge(ALICE, "switch"), { code: "AUTHORISATION", message: /did not allow to ask/ });
  await assert.rejects(challenge(AT_A_SCREEN, "switch"), { code: "AUTHORISATION", message: /nobody could be asked/ });
  const dismissed = byPolkit(bus(1000, [false, false, { "polkit.dismissed": "true" }]));
  await assert.rejects(dismissed(AT_A_SCREEN, "switch"), { code: "AUTHORISATION", message: /dismissed/ });
  const no = byPolkit(bus(0, [false, false, {}]));
  await assert.rejects(no(AT_A_SCREEN, "switch"), { code: "REFUSED", message: /io\.github\.travelmode\.switch/ });
});

test("a question that nobody answers is taken off the screen", async () => {
  const there = bus(0, undefined, `${ERROR}.NoReply`);
  await assert.rejects(byPolkit(there)(AT_A_SCREEN, "switch"), { code: "AUTHORISATION", message: /within 2 minutes/ });
  const [check, cancel] = polkitCalls(there);
  assert.equal(cancel?.member, "CancelCheckAuthorization");
  assert.match(String(cancel?.args[0]), /^[0-9a-f]{32}$/);
  assert.equal(cancel?.args[0], check?.args[4]);
});

test("without polkit root may, and nobody else", async () => {
  for (const error of ["ServiceUnknown", "NoReply", "AccessDenied", "Spawn.ExecFailed"]) {
    await byPolkit(bus(0, undefined, `${ERROR}.${error}`))(ALICE, "switch");
    await assert.rejects(byPolkit(bus(1000, undefined, `${ERROR}.${error}`))(ALICE, "switch"), {
      code: "REFUSED",
      message: new RegExp(`${error}.*sudo`),
    });
  }
});

test("an answer that polkit never gives counts as none", async () => {
  for (const odd of [["yes", false, {}], [true], []])
    await assert.rejects(byPolkit(bus(1000, odd))(ALICE, "switch"), { code: "REFUSED" });
});

test("a caller who has left is refused", async () => {
  const there = bus(0);
  there.faults.set("GetConnectionUnixUser", `${ERROR}.NameHasNoOwner`);
  await assert.rejects(byPolkit(there)(ALICE, "switch"), { code: "REFUSED" });
  await assert.rejects(byOwner(there, 0)(ALICE, "switch"), { code: "REFUSED" });
});

test("a user's own keeper serves that user, and not even root", async () => {
  await byOwner(bus(1000), 1000)(ALICE, "risky");
  await assert.rejects(byOwner(bus(1001), 1000)(ALICE, "switch"), { code: "REFUSED", message: /1000/ });
  await assert.rejects(byOwner(bus(0), 1000)(ALICE, "switch"), { code: "REFUSED" });
});
