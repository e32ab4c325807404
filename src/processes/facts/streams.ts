// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import type { Everyone, Living } from "./everyone.ts";
import type { OpenFile } from "./open-files.ts";
import type { Stream } from "./sound-server.ts";

/**
 * The processes that have a sound device at work now, as the kernel tells (/proc/asound/cardX/pcmYp/subZ/status). Where a sound server
 * runs, that is the one.
 */
export function soundDeviceUsers(files: Files): ReadonlySet<number> {
  const below = (folder: string, pattern: RegExp): readonly string[] =>
    valueOr(files.list(folder), [])
      .filter((name) => pattern.test(name))
      .map((name) => `${folder}/${name}`);
  const streams = below("/proc/asound", /^card\d+$/u)
    .flatMap((card) => below(card, /^pcm\d+[pc]$/u))
    .flatMap((device) => below(device, /^sub\d+$/u));
  return new Set(streams.flatMap((stream) => userOf(files, valueOr(files.read(`${stream}/status`), ""))));
}

const AT_WORK = /^state: (?:PREPARED|RUNNING|DRAINING|XRUN)$/mu;

/** The kernel names the thread that opened it. */
function userOf(files: Files, status: string): readonly number[] {
  const thread = AT_WORK.test(status) ? /^owner_pid\s*:\s*(\d+)$/mu.exec(status)?.[1] : undefined;
  if (thread === undefined) return [];
  const process = /^Tgid:\s*(\d+)$/mu.exec(valueOr(files.read(`/proc/${thread}/status`), ""))?.[1];
  return [Number(process ?? thread)];
}

export interface SoundFacts {
  readonly deviceUsers: ReadonlySet<number>;
  /** What plays or records through their users' sound servers; null where one runs and did not answer. */
  readonly streams: readonly Stream[] | null;
  readonly opened: readonly OpenFile[] | null;
}

/** Whether one of them plays or records now: a sound device, a camera, or through a sound server. */
export function hasRunningStream(all: Everyone, members: readonly Living[], sound: SoundFacts): boolean | null {
  const pids = new Set(members.map(({ record }) => record.pid));
  const { deviceUsers, streams, opened } = sound;
  if (members.some(({ record }) => deviceUsers.has(record.pid))) return true;
  if (opened?.some(({ target }) => /^\/dev\/video\d+$/u.test(target))) return true;
  if (streams?.some((stream) => playerOf(stream, all).some((pid) => pids.has(pid)))) return true;
  return streams === null || streams.some((stream) => playerOf(stream, all).length === 0) ? null : false;
}

/** How much of a name the kernel keeps. */
const KEPT_BYTES = 15;

/** A sandboxed client tells the pid that it has inside, and PulseAudio's protocol goes by way of another: only one whose program fits is believed. */
const playerOf = ({ pids, program }: Stream, { byPid }: Everyone): readonly number[] =>
  pids.filter((pid) => {
    const player = byPid.get(pid);
    if (player === undefined || player.record.name === "pipewire-pulse") return false;
    const names = [player.record.name, ...player.identity.commandLine.slice(0, 1)];
    return program === null || names.some((name) => name.includes(program.slice(0, KEPT_BYTES)));
  });
