// SPDX-License-Identifier: MIT

/** The folders of an installation. */
export interface Layout {
  readonly program: string;
  readonly commands: string;
  readonly units: string;
  readonly udevRules: string;
  readonly busPolicies: string;
  readonly busServices: string;
  readonly busInterfaces: string;
  readonly polkitActions: string;
  readonly manuals: string;
  readonly bash: string;
  readonly zsh: string;
  readonly fish: string;
}

/**
 * By `travelmode install`: what is the administrator's own. polkit looks for actions in one place only
 * (`actions_dir` of polkitd up to version 123), and D-Bus for policies nowhere below /usr/local.
 */
export const LOCAL: Layout = {
  program: "/usr/local/lib/travelmode",
  commands: "/usr/local/bin",
  units: "/etc/systemd/system",
  udevRules: "/etc/udev/rules.d",
  busPolicies: "/etc/dbus-1/system.d",
  busServices: "/usr/local/share/dbus-1/system-services",
  busInterfaces: "/usr/local/share/dbus-1/interfaces",
  polkitActions: "/usr/share/polkit-1/actions",
  manuals: "/usr/local/share/man",
  bash: "/usr/local/share/bash-completion/completions",
  zsh: "/usr/local/share/zsh/site-functions",
  fish: "/usr/local/share/fish/vendor_completions.d",
};

/** In a Debian package; the texts below packaging/ are written for this one. */
export const DEBIAN: Layout = {
  program: "/usr/lib/travelmode",
  commands: "/usr/bin",
  units: "/usr/lib/systemd/system",
  udevRules: "/usr/lib/udev/rules.d",
  busPolicies: "/usr/share/dbus-1/system.d",
  busServices: "/usr/share/dbus-1/system-services",
  busInterfaces: "/usr/share/dbus-1/interfaces",
  polkitActions: "/usr/share/polkit-1/actions",
  manuals: "/usr/share/man",
  bash: "/usr/share/bash-completion/completions",
  zsh: "/usr/share/zsh/vendor-completions",
  fish: "/usr/share/fish/vendor_completions.d",
};

/** One file: its place in the package's folder and its place on the computer. */
export interface Part {
  readonly from: string;
  readonly to: string;
  readonly mode: number;
}

/** Where the package's folder, which may be a whole checkout, holds what an installation needs. */
export const SOURCES: { readonly folders: readonly string[]; readonly files: readonly string[] } = {
  folders: ["bin", "dist", "node_modules/blessed", "packaging", "profiles"],
  files: ["LICENSE", "package.json"],
};

/** Everything to be put somewhere, out of `present`: the files below the package's folder. Throws nothing; what is missing is left out. */
export function partsOf(present: readonly string[], layout: Layout): readonly Part[] {
  const program = present.filter(isProgram).map((from) => ({
    from,
    to: `${layout.program}/${from}`,
    mode: from === LAUNCHER ? 0o755 : 0o644,
  }));
  return [...program, ...outside(layout).filter(({ from }) => present.includes(from))];
}

/** The program as it is run; travelmode without one of these is not built. */
export const NEEDED: readonly string[] = [
  ...["bin/travelmode", "bin/load.js", "bin/package.json"],
  ...["dist/cli.cjs", "dist/keeper.cjs", "dist/relay.cjs", "node_modules/blessed/index.js"],
];

const LAUNCHER = "bin/travelmode";

/** The command in the users' path, and the launcher that it leads to, as seen from its folder. */
export const commandLink = ({ commands, program }: Layout): { readonly path: string; readonly target: string } => ({
  path: `${commands}/travelmode`,
  target: `../${program.slice(program.indexOf("lib/"))}/${LAUNCHER}`,
});

/** The screen library reads its own folder; its examples, manual and demonstrations are not needed. */
const PROGRAM = [
  /^(?:bin|dist|profiles)\//,
  /^packaging\/(?:dbus|man|polkit|systemd|udev)\//,
  /^(?:package\.json|LICENSE)$/,
  /^node_modules\/blessed\/(?:(?:lib|vendor)\/|usr\/[^/]+$|index\.js$|package\.json$|LICENSE$)/,
];

const isProgram = (path: string): boolean => PROGRAM.some((pattern) => pattern.test(path));

/** What others look for in folders of their own. */
function outside(layout: Layout): readonly Part[] {
  const put = (from: string, folder: string, name = from.slice(from.lastIndexOf("/") + 1)): Part => ({
    from,
    to: `${folder}/${name}`,
    mode: 0o644,
  });
  return [
    put("packaging/systemd/travelmode.service", layout.units),
    put("packaging/systemd/travelmode-boot.service", layout.units),
    put("packaging/udev/85-travelmode.rules", layout.udevRules),
    put("packaging/dbus/io.github.travelmode.conf", layout.busPolicies),
    put("packaging/dbus/io.github.travelmode.service", layout.busServices),
    put("packaging/dbus/io.github.travelmode.Keeper1.xml", layout.busInterfaces),
    put("packaging/polkit/io.github.travelmode.policy", layout.polkitActions),
    put("packaging/man/travelmode.1", `${layout.manuals}/man1`),
    put("packaging/man/travelmode-profile.5", `${layout.manuals}/man5`),
    put("packaging/man/travelmode.8", `${layout.manuals}/man8`),
    put("dist/completions/travelmode.bash", layout.bash, "travelmode"),
    put("dist/completions/_travelmode", layout.zsh),
    put("dist/completions/travelmode.fish", layout.fish),
  ];
}

/** The texts that name paths of the installation; the program's copies of them stay as they are, for the next installation. */
export const namesPaths = ({ from, to }: Part): boolean =>
  from === LAUNCHER || (from.startsWith("packaging/") && !to.endsWith(`/${from}`));

/** A text of the package with the paths of this installation: Debian's folders and Node are written in it. */
export function withPaths(text: string, { program, commands }: Layout, node: string): string {
  return text
    .replace(/^#!\/usr\/bin\/env node\n/, `#!${node}\n`)
    .replaceAll("/usr/bin/node", node)
    .replaceAll(DEBIAN.program, program)
    .replaceAll(`${DEBIAN.commands}/travelmode`, `${commands}/travelmode`);
}
