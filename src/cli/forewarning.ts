// SPDX-License-Identifier: MIT
import type { Session } from "./session.ts";
import { alarmLines } from "./views/alarm-lines.ts";

/** Tells at once what a traveller must know before anything is changed, and keeps it for the JSON document. */
export interface Forewarning {
  readonly told: readonly string[];
  readonly onWarning: (sentence: string) => void;
}

export function forewarning({ terminal }: Session): Forewarning {
  const told: string[] = [];
  const onWarning = (sentence: string): void => {
    told.push(sentence);
    for (const line of alarmLines([sentence], terminal.look)) terminal.err(line);
  };
  return { told, onWarning };
}
