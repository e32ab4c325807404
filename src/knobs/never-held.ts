// SPDX-License-Identifier: MIT

/** What a unit is for that is never held, whoever lists it. */
interface Forbidden {
  readonly units: RegExp;
  readonly why: string;
}

/** Why a unit must never be held; undefined where it may. By its own name, not an alias of it. */
export const neverHeld = (unit: string): string | undefined => NEVER.find(({ units }) => units.test(unit))?.why;

/** The names are those that distributions use; they match from the beginning, up to a dot, dash or at sign. Desktops put "app-" before them. */
const named = (...names: readonly string[]): RegExp => new RegExp(`^(app-)?(${names.join("|")})([.@_-]|$)`);

const NEVER: readonly Forbidden[] = [
  { units: /\.(target|slice|scope|mount|automount|swap|device)$/, why: "it carries others, or a file system" },
  { units: named("travelmode"), why: "it is travel mode itself" },
  {
    units: named("systemd", "init", "user", "user-runtime-dir", "session", "getty", "serial-getty"),
    why: "the system rests on it",
  },
  {
    units: named("dbus", "dbus-broker", "dbus-org", "polkit", "accounts-daemon", "rtkit-daemon"),
    why: "others call it at any moment",
  },
  {
    units: named(
      "gdm",
      "gdm3",
      "sddm",
      "lightdm",
      "ly",
      "greetd",
      "display-manager",
      "graphical-session",
      "org\\.gnome",
      "gnome-session",
      "gnome-shell",
      "plasma",
      "sway",
      "hyprland",
      "xdg",
      "at-spi",
      "ibus",
      "fcitx",
      "fcitx5",
      "dconf",
      "gvfs",
      "swayidle",
      "swaylock",
      "xss-lock",
    ),
    why: "the session rests on it",
  },
  {
    units: named("gnome-keyring-daemon", "gnome-keyring", "kwallet", "keepassxc", "ssh-agent", "gpg-agent", "gcr-ssh-agent"),
    why: "it keeps secrets",
  },
  {
    units: named("evolution", "gnome-clocks", "kalarmd", "cron", "crond", "cronie", "anacron", "atd", "fcron"),
    why: "alarms and others' jobs hang on it",
  },
  {
    units: named(
      "NetworkManager",
      "wpa_supplicant",
      "iwd",
      "connman",
      "dhcpcd",
      "ModemManager",
      "bluetooth",
      "bluez",
      "obex",
      "openvpn",
      "openvpn-client",
      "wg-quick",
      "strongswan",
      "tailscaled",
      "ssh",
      "sshd",
      "resolvconf",
      "dnsmasq",
      "unbound",
    ),
    why: "the network rests on it",
  },
  {
    units: named("pipewire", "pipewire-pulse", "wireplumber", "pulseaudio", "alsa-restore", "alsa-state"),
    why: "sound rests on it",
  },
  { units: named("chrony", "chronyd", "ntp", "ntpd", "ntpsec", "openntpd"), why: "it keeps the time" },
  {
    units: named(
      "auditd",
      "audit-rules",
      "apparmor",
      "selinux-autorelabel",
      "firewalld",
      "ufw",
      "nftables",
      "iptables",
      "ip6tables",
      "fail2ban",
      "usbguard",
      "clamav-daemon",
      "clamav-freshclam",
      "canonical-livepatch",
      "aide",
      "falcon-sensor",
    ),
    why: "it guards the system",
  },
  {
    units: named(
      "cryptsetup",
      "cryptdisks",
      "luks",
      "clevis-luks",
      "lvm2",
      "dm-event",
      "mdmonitor",
      "mdadm",
      "multipathd",
      "zfs",
      "udisks2",
      "smartd",
      "smartmontools",
      "fstrim",
      "e2scrub",
      "e2scrub_all",
      "btrfs-scrub",
      "xfs_scrub",
      "bees",
    ),
    why: "disks and file systems rest on it",
  },
  {
    units: named(
      "apt-daily\\.service",
      "apt-daily-upgrade\\.service",
      "unattended-upgrades",
      "packagekit-offline-update",
      "dpkg",
      "dpkg-db-backup",
      "dnf-system-upgrade",
      "dnf-automatic\\.service",
      "rpm-ostreed\\.service",
      "pamac-daemon",
      "snapd\\.service",
      "snapd\\.seeded",
      "fwupd\\.service",
      "fwupd-offline-update",
      "kdump",
      "grub",
      "grub-boot-indeterminate",
      "bolt",
    ),
    why: "it may hold packages or firmware in the middle of a change",
  },
  {
    units: named("upower", "power-profiles-daemon", "tuned", "tuned-ppd", "tlp", "thermald", "acpid", "nvidia", "fancontrol"),
    why: "power and heat rest on it",
  },
  {
    units: named("docker", "containerd", "podman", "libvirtd", "virtqemud", "postgresql", "mysql", "mariadb", "redis"),
    why: "somebody works with it",
  },
];
