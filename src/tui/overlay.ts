// SPDX-License-Identifier: MIT
import { clean, wrap } from "../text/display-width.ts";
import { paint } from "../text/look.ts";
import { type Step, step } from "./events.ts";
import { helpLines } from "./keys.ts";
import { wholePlan } from "./plan-lines.ts";
import { endKey } from "./program-keys.ts";
import type { Overlay, State } from "./state.ts";
import { strokesFor } from "./strokes.ts";
import { switchNow } from "./switching.ts";
import type { Area } from "./tab.ts";

/** What lies over the tab: its lines, cut to the room, from the line to which it was scrolled. */
export function overlayLines(state: State, overlay: Overlay, area: Area): readonly string[] {
  const lines = linesOf(state, overlay, area);
  const top = "top" in overlay ? Math.min(overlay.top, Math.max(0, lines.length - area.rows)) : 0;
  return lines.slice(top, top + area.rows);
}

/** What a key does to it; Esc closes it, and never more than it. */
export function overlayKey(state: State, overlay: Overlay, key: string): Step {
  if (overlay.kind === "question") return answer(state, key);
  if (overlay.kind === "end") return endKey(state, overlay, key);
  const closed = { ...state, overlay: null };
  if (key === "escape" || key === "q" || key === "n") return step(closed);
  if (overlay.kind === "leave") return key === "y" ? leave(closed, overlay) : step(state);
  const scroll = SCROLL[key];
  if (scroll !== undefined) return step({ ...state, overlay: { ...overlay, top: scrolled(state, overlay, scroll) } });
  return overlay.kind === "diff" ? diffKey(state, overlay, key) : step(closed);
}

function diffKey(state: State, { switches, profile }: Extract<Overlay, { kind: "diff" }>, key: string): Step {
  if (key !== "enter") return step(state);
  return switches ? switchNow(state, profile) : step({ ...state, overlay: null });
}

/** No further than the last line. */
function scrolled(state: State, overlay: Extract<Overlay, { top: number }>, by: number): number {
  const look = { columns: state.size.columns, colour: false, signs: { arrow: ">", ellipsis: ".", unknown: "-" } };
  const last = linesOf(state, overlay, { rows: 0, look, strokes: strokesFor(look, "dumb") }).length - 1;
  return Math.max(0, Math.min(last, overlay.top + by));
}

const SCROLL: Readonly<Record<string, number | undefined>> = {
  down: 1,
  j: 1,
  up: -1,
  k: -1,
  pagedown: 10,
  space: 10,
  pageup: -10,
};

function answer(state: State, key: string): Step {
  const answers: Readonly<Record<string, "off" | "keep">> = { y: "off", n: "keep", enter: "keep", escape: "keep" };
  const chosen = Object.hasOwn(answers, key) ? answers[key] : undefined;
  return chosen === undefined ? step(state) : step({ ...state, overlay: null }, { kind: "answer", answer: chosen });
}

function leave(state: State, { knob, title, left }: Extract<Overlay, { kind: "leave" }>): Step {
  const label = left ? `${title} to be turned again` : `${title} left alone again`;
  return step(state, {
    kind: "do",
    what: { kind: "leave", knob, title, left },
    undo: { kind: "leave", knob, left: !left, label },
  });
}

function linesOf(state: State, overlay: Overlay, { look }: Area): readonly string[] {
  const prose = (text: string): readonly string[] => wrap(text, look.columns - 4).map((line) => `  ${line}`);
  const heading = (text: string): string => `  ${paint(look, "heading", text)}`;
  switch (overlay.kind) {
    case "help":
      return helpLines(state, look);
    case "question": {
      const { change, uses } = overlay.question;
      const name = clean(`${change.title} ${change.place}`.trimEnd());
      return [
        heading(`${name} is in use`),
        "",
        ...prose(`${clean(uses.join(", "))}.`),
        "",
        "  y  turn it off all the same",
        "  n  keep it (Enter and Esc, too)",
      ];
    }
    case "end":
      return [
        heading(`End ${overlay.title}?`),
        "",
        ...prose(
          "It is asked to end (SIGTERM). What it has not saved may be lost. Type its name again, and Enter; Esc leaves it.",
        ),
        "",
        `  ${overlay.typed}_`,
      ];
    case "leave":
      return [
        heading(overlay.left ? `Leave ${overlay.title} alone for good?` : `Turn ${overlay.title} again?`),
        "",
        ...prose(LEAVE[overlay.left ? "left" : "turned"]),
        "",
        "  y  yes",
        "  n  no (Esc, too)",
      ];
    case "diff":
      return diffLines(overlay, look);
  }
}

const LEAVE = {
  left: "No profile turns it from then on. It is written into your configuration (config.toml, `leave`), where you can take it out again.",
  turned: "It is taken out of your configuration's `leave`, so profiles turn it from then on.",
};

function diffLines({ profile, plan, switches }: Extract<Overlay, { kind: "diff" }>, look: Area["look"]): readonly string[] {
  const head = `  ${paint(look, "heading", `What ${profile} would change here`)}`;
  const untold = `  That cannot be told just now.${switches ? " Enter switches all the same." : ""}`;
  return [head, "", ...(plan === null ? [untold] : wholePlan(plan, look))];
}
