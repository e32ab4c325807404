// SPDX-License-Identifier: MIT
import type { Argv } from "./as-user.ts";
import type { BusCall, BusValue } from "./doors.ts";
import { failure, type Reading } from "./reading.ts";
import { callLine, readAnswer } from "./relay-lines.ts";
import { startTalk } from "./running-programs.ts";

type Reply = Reading<readonly BusValue[]>;

/** A relay that runs as a user, as long as somebody has something to ask. */
export interface UsersRelay {
  call(call: BusCall): Promise<Reply>;
  /** Calls under way fail. */
  end(): void;
}

/** How it has come to its end. `idle`: nothing was asked for a while. `gone`: it has ended by itself. `bad`: it answered nonsense, or nothing. */
export type RelaysEnd = "idle" | "gone" | "bad";

/** One plan's questions follow each other closely; between plans nothing of ours is to run. */
const IDLE_MS = 5000;
/** Beside a call's own time: until systemd has started the relay, and Node has, on a slow machine that is busy. */
const START_MS = 15_000;
const CALL_MS = 5000;
/** All properties of a unit are 20 KiB. */
const LONGEST_ANSWER_BYTES = 1024 * 1024;

const ERROR = "org.freedesktop.DBus.Error";

/** Starts the relay. What it says is the user's word, as the user may have put anything in its place: a line that is no answer to a call ends it. */
export function usersRelay(argv: Argv, onEnd: (how: RelaysEnd) => void): UsersRelay {
  const waiting = waitingCalls(() => end("bad"));
  let ended = false;
  let rest: NodeJS.Timeout | undefined;
  const hear = (line: string): void => {
    const answer = readAnswer(line);
    if (answer === null || !waiting.settle(answer.id, answer.of)) end("bad");
    else if (waiting.areNone()) rest = setTimeout(() => end("idle"), IDLE_MS);
  };
  const talk = startTalk(argv, { onLine: hear, onEnd: () => end("gone") }, LONGEST_ANSWER_BYTES);
  const end = (how: RelaysEnd): void => {
    if (ended) return;
    ended = true;
    clearTimeout(rest);
    void talk.then((it) => (it.kind === "value" ? it.value.stop() : undefined));
    waiting.fail(how === "bad" ? `${ERROR}.NoReply` : `${ERROR}.Disconnected`);
    onEnd(how);
  };
  return {
    async call(call) {
      const started = await talk;
      if (started.kind !== "value") end("gone");
      if (started.kind !== "value" || ended)
        return started.kind === "error" ? started : failure("relay", `${ERROR}.Disconnected`);
      clearTimeout(rest);
      const { id, reply } = waiting.add((call.timeoutMs ?? CALL_MS) + START_MS);
      started.value.say(callLine({ id, of: call }));
      return reply;
    },
    end: () => end("idle"),
  };
}

interface WaitingCalls {
  /** One more, with a number of its own. */
  add(mostMs: number): { readonly id: number; readonly reply: Promise<Reply> };
  /** Whether anybody waits for that number. */
  settle(id: number, reply: Reply): boolean;
  /** Lets them all fail. */
  fail(code: string): void;
  areNone(): boolean;
}

/** Calls until they are answered; `onLate` is told when one has waited for longer than it may. */
function waitingCalls(onLate: () => void): WaitingCalls {
  const calls = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  const settle: WaitingCalls["settle"] = (id, reply) => {
    calls.get(id)?.(reply);
    return calls.delete(id);
  };
  return {
    settle,
    add(mostMs) {
      lastId += 1;
      const late = setTimeout(onLate, mostMs);
      const reply = new Promise<Reply>((resolve) => calls.set(lastId, resolve)).finally(() => clearTimeout(late));
      return { id: lastId, reply };
    },
    fail(code) {
      for (const id of [...calls.keys()]) settle(id, failure("relay", code));
    },
    areNone: () => calls.size === 0,
  };
}
