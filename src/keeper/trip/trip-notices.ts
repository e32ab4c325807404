// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import type { Steered } from "../../forecast/trip/trip.ts";
import type { Notice } from "../keeper.ts";

/** What the person should hear of a change while a journey is under way, or has just ended; null for what was typed, and for repairs. */
export function journeyNotice(report: Report, last: Steered | null): Notice | null {
  if (report.reason === "trip") return turnedNotice(report, last);
  return report.reason === "plugged-in" ? { kind: "trip", sentence: AT_CHARGER } : null;
}

const AT_CHARGER =
  "A charger is in, so the journey needs no saving for now. Radios that are off, and held work, wait for the arrival.";

/** What the trip has turned by itself, and why; null where nothing has moved. */
function turnedNotice({ profile, results }: Report, last: Steered | null): Notice | null {
  if (profile === null) return { kind: "trip", sentence: "The journey is over: your settings are back." };
  const moved = results.filter(({ from, to, outcome }) => from !== to && (outcome === "applied" || outcome === "clamped"));
  if (moved.length === 0) return null;
  const changes = new Set(moved.map(({ title, shown, kind }) => `${title} ${kind === "put back" ? "as before" : shown.to}`));
  return { kind: "trip", sentence: `${WHY[last?.why ?? "holds"]}: ${[...changes].join(", ")}.` };
}

const WHY: Readonly<Record<Steered["why"], string>> = {
  "first-plan": "So that the battery lasts the journey",
  "goal-moved": "Planned anew for the journey",
  "draws-more": "More is drawn than expected, so more is saved to last the journey",
  "draws-less": "Less is drawn than expected, so the journey needs less saving",
  charger: "On a charger the journey needs no saving",
  unplugged: "Unplugged again, so the journey needs saving",
  woke: "After sleep the journey was planned anew",
  holds: "For the journey",
  settling: "For the journey",
  ended: "The journey is over",
};

/** What is told once when the trip begins to stand otherwise; null where that is no news. */
export function standsNotice(before: Steered | null, { verdict, outlook }: Steered, percent: number | null): Notice | null {
  if (before?.verdict === verdict) return null;
  if (verdict === "overdue") return { kind: "trip", sentence: overdueSentence(percent) };
  if (verdict === "short" && before !== null && outlook !== null)
    return {
      kind: "trip",
      sentence: `It will not last the journey even with everything: ${shortBy(outlook.marginMs)}. See: travelmode trip`,
    };
  const isBack = before?.verdict === "short" && (verdict === "saving" || verdict === "lasts");
  return isBack ? { kind: "trip", sentence: "It is likely to last the journey again." } : null;
}

const shortBy = (marginMs: number): string =>
  marginMs < 0 ? `about ${Math.max(1, Math.round(-marginMs / 60_000))} min short` : "it is too uncertain";

function overdueSentence(percent: number | null): string {
  const level = percent === null ? "" : `, with ${Math.round(percent)} % left`;
  return `The arrival has come${level}. What is saved stays for an hour. Later: travelmode trip +30m. There: travelmode trip end`;
}
