// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { profile, TOY_KNOBS, toy } from "./toy-machine.ts";

type Step =
  | { readonly kind: "on"; readonly cap: string | null; readonly afresh: boolean }
  | { readonly kind: "user"; readonly cap: string }
  | { readonly kind: "adopt" | "brace" };

const caps = fc.constantFrom("50", "60", "70");
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("on" as const), cap: fc.option(caps), afresh: fc.boolean() }),
  fc.record({ kind: fc.constant("user" as const), cap: caps }),
  fc.record({ kind: fc.constantFrom("adopt" as const, "brace" as const) }),
);

/** The rule in a few lines: `ours` is what travel mode has left there, null while it has no saved value. */
interface Model {
  readonly now: string;
  readonly original: string;
  readonly ours: string | null;
  readonly yours: boolean;
  /** Whatever happens there now is expected. */
  readonly braced: boolean;
}

const isYours = ({ now, ours, yours, braced }: Model): boolean => yours || (now !== ours && !braced);

function next(model: Model, step: Step): Model {
  const { now, ours, original } = model;
  if (step.kind === "user") return { ...model, now: step.cap };
  if (step.kind !== "on") return noticed(model, step.kind);
  const settled = { yours: false, braced: false, ours: step.cap };
  if (ours === null) return step.cap === null ? model : { ...settled, now: step.cap, original: now };
  if (isYours(model) && !step.afresh) return { ...model, ours: now, yours: true };
  return { ...settled, now: step.cap ?? original, original };
}

function noticed(model: Model, kind: "adopt" | "brace"): Model {
  if (model.ours === null) return model;
  return isYours(model) ? { ...model, yours: true } : { ...model, braced: model.braced || kind === "brace" };
}

const afterOff = (model: Model): string => (model.ours === null || isYours(model) ? model.now : model.original);

const GOAL = { reason: "user", leave: [], evenIfUsed: [] } as const;

async function take({ engine, contents }: { engine: Engine; contents: Map<string, string> }, step: Step): Promise<void> {
  if (step.kind === "user") contents.set("cap", step.cap);
  else if (step.kind !== "on") await engine[step.kind]();
  else {
    const wanted = profile("some", step.cap === null ? {} : { "toy.cap": [step.cap] });
    await engine.reconcile({ ...GOAL, profile: wanted, afresh: step.afresh });
  }
}

test("off leaves the user's own changes and nothing else of what happened meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 8 }), async (journey) => {
      const { machine, contents } = toy({ mode: "normal", level: "7", cap: "100" });
      const engine = openEngine(machine, { own: memoryFolder() }, async () => TOY_KNOBS);
      for (const step of journey) await take({ engine, contents }, step);
      await engine.reconcile({ ...GOAL, profile: null, afresh: false });
      const start: Model = { now: "100", original: "100", ours: null, yours: false, braced: false };
      assert.equal(contents.get("cap"), afterOff(journey.reduce(next, start)));
    }),
    { numRuns: 1000 },
  );
});
