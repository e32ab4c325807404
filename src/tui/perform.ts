// SPDX-License-Identifier: MIT
import { act } from "./act.ts";
import type { Decide, TuiDoors } from "./doors.ts";
import type { Effect } from "./events.ts";
import { failure } from "./failure.ts";
import type { Reading } from "./reading.ts";
import type { Screen } from "./screen.ts";
import type { Store } from "./store.ts";

export interface Stage {
  readonly doors: TuiDoors;
  readonly screen: Screen;
  readonly store: Store;
  readonly reading: Reading;
  /** Ends the screen. */
  readonly end: () => void;
}

/** Does what the state asks for. */
export function performer({ doors, screen, store, reading, end }: Stage): (effect: Effect) => void {
  const question = openQuestion(store);
  const nowMs = doors.machine.clock.now;
  const perform = async (effect: Extract<Effect, { kind: "do" }>): Promise<void> => {
    try {
      const { report, said, undo = effect.undo } = await act(doors, effect.what, question.ask);
      store.tell({ kind: "done", nowMs: nowMs(), report, said, undo });
    } catch (error) {
      store.tell(failure(error, nowMs()));
    }
  };
  return (effect) => {
    switch (effect.kind) {
      case "do":
        return void perform(effect);
      case "answer":
        return question.answer(effect.answer);
      case "read":
        return reading.now(effect.cause);
      case "plan":
        return reading.plan(effect.profile);
      case "charger":
        doors.switchCharger?.();
        return reading.now("power");
      case "redraw":
        return screen.spoil();
      case "suspend":
        return screen.suspend(() => store.tell({ kind: "resize", size: screen.size() }));
      case "quit":
        return end();
    }
  };
}

/** One question at a time, answered by a key. */
function openQuestion({ tell }: Pick<Store, "tell">): { readonly ask: Decide; answer(answer: "off" | "keep"): void } {
  let settle: (answer: "off" | "keep") => void = () => {};
  return {
    ask: (question) =>
      new Promise((resolve) => {
        settle = resolve;
        tell({ kind: "question", question });
      }),
    answer: (answer) => settle(answer),
  };
}
