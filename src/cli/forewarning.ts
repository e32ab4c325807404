// SPDX-License-Identifier: MIT

import { alarmLines } from "../text/alarm-lines.ts";
import type { Session } from "./session.ts";

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
