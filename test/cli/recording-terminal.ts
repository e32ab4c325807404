// SPDX-License-Identifier: MIT

import type { Terminal } from "../../src/cli/terminal.ts";
import { type Look, lookFor } from "../../src/text/look.ts";

export const UTF8 = { LANG: "en_US.UTF-8" };

/** A pipe: as wide as it takes, no colours. */
export const PIPE: Look = lookFor({}, UTF8);
/** A terminal of 80 columns, colours allowed. */
export const SCREEN: Look = lookFor({ isTTY: true, columns: 80 }, UTF8);
/** The same without colours. */
export const PLAIN: Look = lookFor({ isTTY: true, columns: 80 }, { ...UTF8, NO_COLOR: "1" });

export interface RecordingTerminal extends Terminal {
  readonly outLines: string[];
  readonly errLines: string[];
  readonly questions: string[];
}

/** Keeps what is printed; with answers, somebody is there who gives them one by one. */
export function recordingTerminal(look: Look = PIPE, answers?: readonly string[]): RecordingTerminal {
  const outLines: string[] = [];
  const errLines: string[] = [];
  const questions: string[] = [];
  const left = [...(answers ?? [])];
  const recording = {
    ...{ outLines, errLines, questions, look },
    out: (line: string) => void outLines.push(...line.split("\n")),
    err: (line: string) => void errLines.push(...line.split("\n")),
    lend: <T>(use: () => Promise<T>) => use(),
    untilStopped: <T>(act: (stopped: Promise<void>) => Promise<T>) => act(new Promise(() => {})),
  };
  if (answers === undefined) return recording;
  const ask = async (question: string): Promise<string> => {
    questions.push(question);
    return left.shift() ?? "";
  };
  return { ...recording, ask };
}
