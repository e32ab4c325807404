// SPDX-License-Identifier: MIT
import type { Effect, Event } from "./events.ts";
import type { State } from "./state.ts";
import { update } from "./update.ts";

/** Where the state of the screen is kept. Everything that happens goes through `tell`. */
export interface Store {
  state(): State;
  tell(event: Event): void;
}

export interface StoreListeners {
  /** The state is another one. */
  readonly changed: (state: State) => void;
  /** Something is to be done. */
  readonly wanted: (effect: Effect) => void;
}

export function openStore(first: State, { changed, wanted }: StoreListeners): Store {
  let state = first;
  return {
    state: () => state,
    tell(event) {
      const next = update(state, event);
      state = next.state;
      changed(state);
      for (const effect of next.effects) wanted(effect);
    },
  };
}
