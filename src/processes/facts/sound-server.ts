// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import type { Everyone } from "./everyone.ts";
import { usersAnswer } from "./users-answer.ts";

/** What plays or records through a sound server now, with the pids that its client may have. */
export interface Stream {
  readonly pids: readonly number[];
  /** The program's name, as the client tells it; null where it does not. */
  readonly program: string | null;
}

/**
 * The running streams of a user's sound server, as its own tools tell; none where no server runs, null where one does that cannot be asked:
 * its tool is not installed, JACK, another user's.
 */
export async function runningStreams(machine: Machine, uid: number, all: Everyone): Promise<readonly Stream[] | null> {
  const servers = new Set(
    [...all.byPid.values()].filter(({ identity }) => identity.uid === uid).map(({ record }) => record.name),
  );
  if (servers.has("jackd") || servers.has("jackdbus")) return null;
  if (servers.has("pipewire")) return pipewireStreams(await usersAnswer(machine, uid, ["pw-dump"]));
  if (!servers.has("pulseaudio")) return [];
  const [playing, recording] = await Promise.all(
    ["sink-inputs", "source-outputs"].map((kind) => usersAnswer(machine, uid, ["pactl", "list", kind])),
  );
  return playing == null || recording == null ? null : [playing, recording].flatMap(pulseStreams);
}

/** "Sink Input #12", its lines and properties; one that is corked rests. */
const pulseStreams = (text: string): readonly Stream[] =>
  text
    .split(/^(?=Sink Input #|Source Output #)/mu)
    .filter((block) => /^\s*Corked: no$/mu.test(block))
    .map((block) => ({
      pids: numbersIn([/application\.process\.id = "(\d+)"/u.exec(block)?.[1]]),
      program: /application\.process\.binary = "([^"]+)"/u.exec(block)?.[1] ?? null,
    }));

interface Dumped {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly info?: { readonly state?: unknown; readonly props?: Readonly<Record<string, unknown>> };
}

/** pw-dump's objects: nodes that run for a client ("Stream/Output/Audio", "Stream/Input/Video" ...), and their clients. */
function pipewireStreams(text: string | null): readonly Stream[] | null {
  const objects = dumped(text);
  if (objects === null) return null;
  const properties = new Map(objects.map(({ id, info }) => [id, info?.props ?? {}]));
  return objects
    .filter(({ type, info }) => type === "PipeWire:Interface:Node" && info?.state === "running")
    .map(({ info }) => info?.props ?? {})
    .filter((node) => String(node["media.class"]).startsWith("Stream/"))
    .map((node) => streamOf(node, properties.get(node["client.id"]) ?? {}));
}

type Properties = Readonly<Record<string, unknown>>;

/** For clients of PulseAudio's protocol the sure pid is that of the go-between, whose program does not fit. */
function streamOf(node: Properties, client: Properties): Stream {
  const program = node["application.process.binary"] ?? client["application.process.binary"];
  return {
    pids: numbersIn([node["application.process.id"], client["application.process.id"], client["pipewire.sec.pid"]]),
    program: typeof program === "string" ? program : null,
  };
}

const numbersIn = (values: readonly unknown[]): readonly number[] =>
  [...new Set(values.map(Number))].filter((number) => Number.isSafeInteger(number) && number > 0);

function dumped(text: string | null): readonly Dumped[] | null {
  try {
    const objects: unknown = JSON.parse(text ?? "");
    return Array.isArray(objects) ? objects.filter((it): it is Dumped => typeof it === "object" && it !== null) : null;
  } catch {
    return null;
  }
}
