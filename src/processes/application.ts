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
  for (const part of parts.toReversed()) {
    if (SHARED.some((pattern) => pattern.test(part))) break;
    const found = named(part, parts);
    if (found !== null) return { ...found, key: `${found.kind} ${found.desktopId ?? found.name}` };
  }
  return { key: `program ${program}`, kind: "program", unit: null, desktopId: null, name: program };
}

/** Units in which strangers live together: sessions, terminals' tabs (GNOME's VTE, Konsole), and the user's own manager as a whole. */
const SHARED: readonly RegExp[] = [
  /^session-.*\.scope$/u,
  /^vte-spawn-.*\.scope$/u,
  /^tab\(.*\)\.scope$/u,
  /^user@\d+\.service$/u,
];

type Named = Omit<Application, "key">;

function named(part: string, parts: readonly string[]): Named | null {
  for (const [pattern, kind] of CAPSULES) {
    const name = pattern.exec(part)?.[1];
    if (name !== undefined) return { kind, unit: unitOf(part), desktopId: null, name: unescaped(name) };
  }
  return desktopApplication(part) ?? service(part, parts);
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
    const { id, snap, app } = pattern.exec(part)?.groups ?? {};
    const desktopId = snap === undefined ? id && unescaped(id) : `${snap}_${app}`;
    if (desktopId !== undefined) return { kind: "application", unit: part, desktopId, name: app ?? lastWord(desktopId) };
  }
  return null;
}

/** The part of "org.gnome.Nautilus" that people say. */
const lastWord = (id: string): string => (/^[\w-]+(?:\.[\w-]+){2,}$/u.test(id) ? (id.split(".").at(-1) ?? id) : id);

function service(part: string, parts: readonly string[]): Named | null {
  const name = /^(.+)\.(?:service|scope)$/u.exec(part)?.[1];
  if (name === undefined) return null;
  const kind = parts.some((one) => /^user@\d+\.service$/u.test(one)) ? "user-service" : "system-service";
  return { kind, unit: part, desktopId: null, name: part === "init.scope" ? "systemd" : serviceName(unescaped(name)) };
}

/** "org.gnome.Shell@wayland" without its instance, as "dbus-:1.2-org.kde.kwalletd@0" without the bus; "getty@tty1" has to keep it. */
function serviceName(name: string): string {
  const activated = /^dbus-:[\d.]+-(.+?)(?:@\d+)?$/u.exec(name)?.[1];
  return activated ?? name.replace(/^([\w-]+(?:\.[\w-]+){2,})@.*$/u, "$1");
}

/** systemd's escapes ("\x2d"), as unit names have them. */
const unescaped = (text: string): string =>
  text.replace(/\\x([0-9a-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
