// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../engine/engine.ts";
import type { Report } from "../../engine/report.ts";
import type { Notice } from "../keeper.ts";

/** What the person at the screen should hear of a change that they have not typed; null for what they have, and for repairs. */
export function automaticNotice({ profile, reason, results, skips }: Report): Notice | null {
  if (reason === "plugged-in") return { kind: "ended", sentence: endedSentence(profile, results) };
  if (reason !== "unplugged" && reason !== "battery-level") return null;
  if (profile === null) return null;
  const yours = skips.some(({ kind }) => kind === "yours") ? " What you changed yourself stays so." : "";
  return { kind: "on", sentence: `Travel mode is on: ${profile}.${yours}` };
}

function endedSentence(profile: Report["profile"], results: Report["results"]): string {
  if (profile !== null) return `A charger is in: only part of ${profile} stays on.`;
  const missed = results.filter(({ outcome }) => outcome !== "applied").map(({ title }) => title);
  if (missed.length === 0) return "A charger is in, so travel mode has ended. Your settings are back.";
  return `A charger is in, so travel mode is ending; not back yet: ${[...new Set(missed)].join(", ")}.`;
}

/** Somebody has changed settings under travel mode: said once. */
export function yoursNotice(settings: readonly SettingStatus[]): Notice {
  const names = [...new Set(settings.map(({ title, now }) => `${title} (${now ?? "?"})`))].join(", ");
  return { kind: "yours", sentence: `Changed by you or another program, so it stays: ${names}.` };
}
