// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { openEngine } from "../../src/engine/open-engine.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { profile, TOY_KNOBS, toy } from "./toy-machine.ts";

type Step =
  | { readonly kind: "on"; readonly cap: string | null; readonly afresh: boolean }
  | { readonly kind: "user"; readonly cap: string };

const caps = fc.constantFrom("50", "60", "70");
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("on" as const), cap: fc.option(caps), afresh: fc.boolean() }),
  fc.record({ kind: fc.constant("user" as const), cap: caps }),
);

/** The rule in a few lines: `ours` is what travel mode has left there, null while it has no saved value. */
interface Model {
  readonly now: string;
  readonly original: string;
  readonly ours: string | null;
  readonly yours: boolean;
}

const isYours = ({ now, ours, yours }: Model): boolean => yours || now !== ours;

function next(model: Model, step: Step): Model {
  const { now, ours, original } = model;
  if (step.kind === "user") return { ...model, now: step.cap };
  if (ours === null) return step.cap === null ? model : { now: step.cap, original: now, ours: step.cap, yours: false };
  if (isYours(model) && !step.afresh) return { ...model, ours: now, yours: true };
  return { now: step.cap ?? original, original, ours: step.cap, yours: false };
}

const afterOff = (model: Model): string => (model.ours === null || isYours(model) ? model.now : model.original);

test("off leaves the user's own changes and nothing else of what happened meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 8 }), async (journey) => {
      const { machine, contents } = toy({ mode: "normal", level: "7", cap: "100" });
      const engine = openEngine(machine, { own: memoryFolder() }, async () => TOY_KNOBS);
      const goal = { reason: "user", leave: [], evenIfUsed: [] } as const;
      for (const step of journey) {
        if (step.kind === "user") contents.set("cap", step.cap);
        else
          await engine.reconcile({
            ...goal,
            profile: profile("some", step.cap === null ? {} : { "toy.cap": [step.cap] }),
            afresh: step.afresh,
          });
      }
      await engine.reconcile({ ...goal, profile: null, afresh: false });
      const start: Model = { now: "100", original: "100", ours: null, yours: false };
      assert.equal(contents.get("cap"), afterOff(journey.reduce(next, start)));
    }),
    { numRuns: 1000 },
  );
});
