// SPDX-License-Identifier: MIT
// The tests start a private message bus: installs Debian's dbus-daemon where it is missing and we are root, else says what to type.
// They open terminals, too, by util-linux's script, which every Debian has.
import { spawnSync } from "node:child_process";

const works = (program, ...args) => spawnSync(program, args, { stdio: "ignore" }).status === 0;
const apt = (...args) => works("apt-get", "-qq", ...args);

const hasBus = () => works("dbus-daemon", "--version");
const install = () => apt("update") && apt("install", "-y", "--no-install-recommends", "dbus-daemon");

if (!hasBus() && !(process.getuid() === 0 && install() && hasBus())) {
  process.stderr.write("the tests need dbus-daemon, which is not here: sudo apt-get install dbus-daemon\n");
  process.exitCode = 1;
}

if (!works("script", "--version")) {
  process.stderr.write("the tests need script of util-linux, which is not here (Fedora: sudo dnf install util-linux-script)\n");
  process.exitCode = 1;
}
