// SPDX-License-Identifier: MIT
import type { ProcSteps } from "../../src/machine/kept-files.ts";

export interface FakeProc extends ProcSteps {
  /** By path; a text, or the errno with which opening it fails ("!EACCES"). */
  readonly files: Map<string, string>;
  /** Starts a process, or lets one go on: what is not told stays. */
  put(pid: number, facts?: Partial<FakeFacts>): void;
  /** Ends it: its open files fail with ESRCH from now on, whoever gets its pid. */
  end(pid: number): void;
  /** Tells that this pid was handed out last, as the kernel does from then on. */
  handOut(pid: number): void;
  readonly descriptors: ReadonlySet<number>;
  /** Every path that was opened or read, in order. */
  readonly touched: string[];
}

export interface FakeFacts {
  readonly name: string;
  readonly parentPid: number;
  readonly startTicks: number;
  readonly cpuTicks: number;
  readonly childrenTicks: number;
  /** Nanoseconds run (0: the kernel does not count them) and voluntary switches, by thread id. */
  readonly threads: Readonly<Record<number, readonly [runNs: number, wakeups: number]>>;
  readonly diskBytes: number | null;
}

const fault = (code: string): Error => Object.assign(new Error(code), { code });

/** A /proc in memory, with the kernel's manners towards descriptors of the dead. */
export function fakeProc(): FakeProc {
  const files = new Map<string, string>([["/proc/uptime", "1000.00 3000.00\n"]]);
  const facts = new Map<number, FakeFacts>();
  const lives = new Map<number, number>();
  const open = new Map<number, { path: string; life: number | undefined }>();
  const touched: string[] = [];
  let next = 3;

  const pidIn = (path: string): number => Number(/^\/proc\/(\d+)/.exec(path)?.[1]);
  const remove = (pid: number): void => {
    for (const path of files.keys()) if (path.startsWith(`/proc/${pid}/`)) files.delete(path);
  };
  const content = (path: string): string => {
    const text = files.get(path);
    if (text === undefined) throw fault("ENOENT");
    if (text.startsWith("!")) throw fault(text.slice(1));
    return text;
  };
  const list = (path: string): readonly string[] => {
    touched.push(path);
    const below = [...files.keys()].filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1));
    if (below.length === 0) throw fault("ENOENT");
    return [...new Set(below.map((file) => file.split("/")[0] ?? ""))];
  };
  return {
    files,
    touched,
    list,
    exists: (path) => files.has(`${path}/stat`),
    handOut: (pid) => files.set("/proc/sys/kernel/ns_last_pid", `${pid}\n`),
    get descriptors() {
      return new Set(open.keys());
    },
    open: (path) => {
      touched.push(path);
      content(path);
      open.set(next, { path, life: lives.get(pidIn(path)) });
      next += 1;
      return next - 1;
    },
    read: (descriptor, into) => {
      const file = open.get(descriptor);
      if (file === undefined) throw fault("EBADF");
      touched.push(file.path);
      if (file.life !== lives.get(pidIn(file.path))) throw fault("ESRCH");
      return into.write(content(file.path));
    },
    close: (descriptor) => {
      if (!open.delete(descriptor)) throw fault("EBADF");
    },
    put: (pid, changes = {}) => {
      const before = facts.get(pid);
      if (before === undefined) lives.set(pid, (lives.get(pid) ?? 0) + 1);
      const now: FakeFacts = {
        ...{ name: `program-${pid}`, parentPid: 1, startTicks: pid, cpuTicks: 0, childrenTicks: 0, diskBytes: 0 },
        threads: { [pid]: [1000, 0] },
        ...before,
        ...changes,
      };
      facts.set(pid, now);
      remove(pid);
      for (const [path, text] of Object.entries(filesOf(pid, now))) files.set(`/proc/${pid}/${path}`, text);
    },
    end: (pid) => {
      remove(pid);
      facts.delete(pid);
      lives.set(pid, (lives.get(pid) ?? 0) + 1);
    },
  };
}

/** As proc_pid_stat(5) and its neighbours have them. */
function filesOf(pid: number, { name, parentPid, startTicks, cpuTicks, childrenTicks, threads, diskBytes }: FakeFacts) {
  const count = Object.keys(threads).length;
  const texts: Record<string, string> = {
    stat: `${pid} (${name}) S ${parentPid} ${pid} ${pid} 0 -1 4194304 0 0 0 0 ${cpuTicks} 0 ${childrenTicks} 0 20 0 ${count} 0 ${startTicks} 4096 9\n`,
    io:
      diskBytes === null ? "!EACCES" : `rchar: 7\nsyscr: 1\nread_bytes: ${diskBytes}\nwrite_bytes: 0\ncancelled_write_bytes: 0\n`,
    cgroup: "0::/system.slice/some.service\n",
    cmdline: `/usr/bin/${name}\0--option\0`,
  };
  for (const [threadId, [runNs, wakeups]] of Object.entries(threads)) {
    const folder = Number(threadId) === pid ? "" : `task/${threadId}/`;
    texts[`${folder}schedstat`] = runNs === 0 ? "0 0 0\n" : `${runNs} 5 7\n`;
    texts[`${folder}status`] =
      `Name:\tsome\nTgid:\t${pid}\nUid:\t1000\t1000\t1000\t1000\nvoluntary_ctxt_switches:\t${wakeups}\nnonvoluntary_ctxt_switches:\t3\n`;
    texts[`task/${threadId}/comm`] = "some";
  }
  return texts;
}
