// SPDX-License-Identifier: MIT

/** What a process belongs to. Processes with the same key are shown as one. */
export interface Application {
  readonly key: string;
  readonly kind: ApplicationKind;
  /** Its systemd unit; null where there is none of its own. */
  readonly unit: string | null;
  /** The id of its desktop file, where it may have one: "org.gnome.Nautilus". */
  readonly desktopId: string | null;
  /** What to call it without a desktop file. */
  readonly name: string;
}

export type ApplicationKind =
  | "application"
  | "user-service"
  | "system-service"
  | "container"
  | "virtual-machine"
  | "program"
  | "kernel";

/** What is known of a process's place. */
export interface Place {
  readonly cgroup: string | null;
  readonly isKernelThread: boolean;
  /** The program's name, for what has no unit of its own. */
  readonly program: string;
}

/**
 * The application of a process, by its cgroup: systemd's names for desktop applications (systemd.io/DESKTOP_ENVIRONMENTS), Flatpak,
 * Snap, containers, virtual machines and services. What shares a unit with strangers (a login session, the tabs of a
 * terminal) goes by the program's name.
 */
export function applicationOf({ cgroup, isKernelThread, program }: Place): Application {
  if (isKernelThread) return { key: "kernel", kind: "kernel", unit: null, desktopId: null, name: "kernel threads" };
  const parts = (cgroup ?? "").split("/").filter((part) => part !== "");
  const own = parts.slice(parts.findLastIndex(isShared) + 1).toReversed();
  // What runs within a container or a virtual machine has units of its own, which are nothing to this system.
  const found = first(parts, capsule) ?? first(own, desktopApplication) ?? first(own, (part) => service(part, parts));
  return found === null
    ? { key: `program ${program}`, kind: "program", unit: null, desktopId: null, name: program }
    : { ...found, key: `${found.kind} ${found.desktopId ?? found.name}` };
}

/** Units in which strangers live together: sessions, terminals' tabs (GNOME's VTE, Konsole), and the user's own manager as a whole. */
const SHARED = [/^session-.*\.scope$/u, /^vte-spawn-.*\.scope$/u, /^tab\(.*\)\.scope$/u, /^user@\d+\.service$/u];

const isShared = (part: string): boolean => SHARED.some((pattern) => pattern.test(part));

type Named = Omit<Application, "key">;

function first(parts: readonly string[], read: (part: string) => Named | null): Named | null {
  for (const part of parts) {
    const found = read(part);
    if (found !== null) return found;
  }
  return null;
}

function capsule(part: string): Named | null {
  for (const [pattern, kind] of CAPSULES) {
    const name = pattern.exec(part)?.[1];
    if (name !== undefined) return { kind, unit: unitOf(part), desktopId: null, name: unescaped(name) };
  }
  return null;
}

const unitOf = (part: string): string | null => (/\.(?:service|scope|slice)$/u.test(part) ? part : null);

/** Containers and virtual machines, each with what it is called; identifiers are cut to the 12 digits that tools show. */
const CAPSULES: readonly (readonly [RegExp, ApplicationKind])[] = [
  [/^machine-qemu\\x2d\d+\\x2d(.+)\.scope$/u, "virtual-machine"],
  [/^(?:docker|libpod|crio|cri-containerd)-([0-9a-f]{12})[0-9a-f]*\.scope$/u, "container"],
  [/^(?:libpod-payload-)?([0-9a-f]{12})[0-9a-f]{52}$/u, "container"],
  [/^lxc\.payload\.(.+)$/u, "container"],
  [/^machine-(.+)\.scope$/u, "container"],
  [/^systemd-nspawn@(.+)\.service$/u, "container"],
];

const DESKTOP: readonly RegExp[] = [
  /^app-flatpak-(?<id>.+)-[0-9]+\.scope$/u,
  /^snap\.(?<snap>[^.]+)\.(?<app>[^.-]+(?:-[^.-]+)*?)(?:[.-][0-9a-f]{8}-[0-9a-f-]{27})?\.(?:scope|service)$/u,
  // app[-launcher]-ID-RANDOM.scope, app[-launcher]-ID@RANDOM.service; a dash within an id is written \x2d.
  /^app-(?:[^-]+-)?(?<id>[^-]+)-[^-]+\.scope$/u,
  /^app-(?:[^-@]+-)?(?<id>[^-@]+)(?:@[^@]*)?\.service$/u,
];

function desktopApplication(part: string): Named | null {
  for (const pattern of DESKTOP) {
    const { id, snap = "", app = "" } = pattern.exec(part)?.groups ?? {};
    if (id !== undefined) return { kind: "application", unit: part, desktopId: unescaped(id), name: lastWord(unescaped(id)) };
    const name = snap === app ? snap : `${snap}.${app}`;
    if (snap !== "") return { kind: "application", unit: part, desktopId: `${snap}_${app}`, name };
  }
  return null;
}

/** The part of "org.gnome.Nautilus" that people say. */
const lastWord = (id: string): string => (/^[\w-]+(?:\.[\w-]+){2,}$/u.test(id) ? (id.split(".").at(-1) ?? id) : id);

function service(part: string, parts: readonly string[]): Named | null {
  const name = unescaped(/^(.+)\.(?:service|scope)$/u.exec(part)?.[1] ?? "");
  if (name === "") return null;
  const kind = parts.some((one) => /^user@\d+\.service$/u.test(one)) ? "user-service" : "system-service";
  // The session's bus starts programs under its own name for them, which is most often that of their desktop file.
  const activated = /^dbus-:[\d.]+-(.+?)(?:@\d+)?$/u.exec(name)?.[1];
  if (activated !== undefined) return { kind, unit: part, desktopId: activated, name: activated };
  return { kind, unit: part, desktopId: null, name: part === "init.scope" ? "systemd" : withoutInstance(name) };
}

/** "org.gnome.Shell@wayland" needs no instance to be known; "getty@tty1" does. */
const withoutInstance = (name: string): string => name.replace(/^([\w-]+(?:\.[\w-]+){2,})@.*$/u, "$1");

/** systemd's escapes ("\x2d"), as unit names have them. */
const unescaped = (text: string): string =>
  text.replace(/\\x([0-9a-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
