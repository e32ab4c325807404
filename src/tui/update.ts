// SPDX-License-Identifier: MIT
import { clean } from "../text/display-width.ts";
import { type Deed, type Event, type Step, step } from "./events.ts";
import { happened } from "./happened.ts";
import { withEntry } from "./log-entries.ts";
import { onKey } from "./on-key.ts";
import { withPower } from "./power-points.ts";
import { reportEntry } from "./sentences.ts";
import type { State } from "./state.ts";
import { goOn } from "./switching.ts";

/** What an event does to the screen. Pure: the clock and the world are in the event. */
export function update(state: State, event: Event): Step {
  switch (event.kind) {
    case "key":
      return begun(state, onKey({ ...state, awaited: null }, event.key));
    case "plan":
      return planned(state, event);
    case "resize":
      return step({ ...state, size: event.size });
    case "tick":
      return step({ ...state, nowMs: event.nowMs, cost: event.cost ?? state.cost });
    case "power":
      return step(withPower({ ...state, nowMs: event.nowMs }, event.power));
    case "memory":
      return step({ ...state, memory: event.memory });
    case "end":
      return step({ ...state, endPercent: event.percent });
    case "happened":
      return happened({ ...state, nowMs: event.nowMs }, event.happening);
    case "question":
      return step({ ...state, overlay: { kind: "question", question: event.question } });
    case "done":
      return done(state, event);
    case "failed":
      return failed(state, event);
    case "unread":
      return step(unread(state, event));
    case "planning":
      return step({ ...state, planning: true });
    case "rest":
      return event.resting === state.resting ? step(state) : rested(state, event.resting);
    default:
      return step(learnt(state, event));
  }
}

type Known = Extract<Event, { kind: "seen" | "trip" | "choice" | "tunables" | "eaters" | "cpu" | "gadgets" | "log" }>;

function learnt(state: State, event: Known): State {
  switch (event.kind) {
    case "seen":
      return { ...state, seen: event.seen, trip: event.seen.wishes.trip === null ? null : state.trip };
    case "trip":
      return { ...state, trip: event.trip };
    case "choice":
      return { ...state, choice: event.choice };
    case "tunables":
      return { ...state, tunables: event.tunables };
    case "eaters":
      return { ...state, eaters: event.eaters };
    case "cpu":
      return { ...state, cpu: event.cpu };
    case "gadgets":
      return { ...state, gadgets: event.gadgets };
    case "log":
      return event.entries.reduce(withEntry, state);
  }
}

/** A key may have waited for it; the profiles' tab wants the next one. */
function planned(before: State, { profile, plan }: Extract<Event, { kind: "plan" }>): Step {
  const state = { ...before, planning: false, plans: { ...before.plans, [profile]: plan } };
  if (state.awaited?.profile === profile) return begun(before, goOn(state, state.awaited, plan));
  return state.tab === "profiles" ? step(state, { kind: "read", cause: "shown" }) : step(state);
}

/** What the plans say is stale once something has been turned. */
function done(state: State, { nowMs, report, said, undo }: Extract<Event, { kind: "done" }>): Step {
  const entry = report === null ? null : reportEntry(report, nowMs);
  const sentence = said ?? entry?.sentence ?? "Done.";
  const message = { text: sentence, kind: entry?.kind === "trouble" ? "attention" : "good" } as const;
  const told = entry ?? { atMs: nowMs, kind: "done" as const, sentence };
  return step({ ...withEntry(state, told), busy: null, undo, message, plans: {} }, { kind: "read", cause: "event" });
}

function failed(state: State, { nowMs, sentence }: Extract<Event, { kind: "failed" }>): Step {
  const text = clean(sentence);
  return step({
    ...withEntry(state, { atMs: nowMs, kind: "trouble", sentence: text }),
    busy: null,
    message: { text, kind: "bad" },
  });
}

function unread(state: State, { nowMs, sentence }: Extract<Event, { kind: "unread" }>): State {
  const text = clean(sentence);
  return { ...withEntry(state, { atMs: nowMs, kind: "trouble", sentence: text }), message: { text, kind: "bad" } };
}

/** One thing is done after the other: what is asked for meanwhile is not. */
function begun(before: State, { state, effects }: Step): Step {
  const deed = effects.find((effect) => effect.kind === "do");
  if (deed === undefined) return { state, effects };
  if (before.busy !== null) return step({ ...before, message: { text: `${before.busy}: one moment.`, kind: "attention" } });
  return { state: { ...state, busy: doing(deed.what) }, effects };
}

function doing(deed: Deed): string {
  switch (deed.kind) {
    case "profile":
      return deed.profile === null ? "Putting everything back" : `Switching to ${deed.profile}`;
    case "move":
      return "Planning the journey anew";
    case "leave":
      return "Writing your configuration";
    default:
      return `Turning ${deed.title}`;
  }
}

const rested = (state: State, resting: boolean): Step =>
  resting ? step({ ...state, resting }) : step({ ...state, resting }, { kind: "read", cause: "event" });
