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
  const pending = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  let ended = false;
  let rest: NodeJS.Timeout | undefined;
  const end = (how: RelaysEnd): void => {
    if (ended) return;
    ended = true;
    clearTimeout(rest);
    void talk.then((it) => (it.kind === "value" ? it.value.stop() : undefined));
    for (const settle of [...pending.values()])
      settle(failure("relay", `${ERROR}.${how === "bad" ? "NoReply" : "Disconnected"}`));
    onEnd(how);
  };
  const hear = (line: string): void => {
    const answer = readAnswer(line);
    const settle = answer === null ? undefined : pending.get(answer.id);
    if (answer === null || settle === undefined) end("bad");
    else settle(answer.of);
  };
  const talk = startTalk(argv, { onLine: hear, onEnd: () => end("gone") }, LONGEST_ANSWER_BYTES);

  const ask = (call: BusCall, say: (line: string) => void): Promise<Reply> =>
    new Promise((resolve) => {
      clearTimeout(rest);
      lastId += 1;
      const id = lastId;
      const late = setTimeout(() => end("bad"), (call.timeoutMs ?? CALL_MS) + START_MS);
      pending.set(id, (reply) => {
        clearTimeout(late);
        pending.delete(id);
        if (pending.size === 0 && !ended) rest = setTimeout(() => end("idle"), IDLE_MS);
        resolve(reply);
      });
      say(callLine({ id, of: call }));
    });

  return {
    async call(call) {
      const started = await talk;
      if (started.kind === "value" && !ended) return ask(call, started.value.say);
      end("gone");
      return started.kind === "error" ? started : failure("relay", `${ERROR}.Disconnected`);
    },
    end: () => end("idle"),
  };
}
