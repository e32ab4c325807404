// SPDX-License-Identifier: MIT

/** Why a unit must never be held, whoever lists it; undefined where it may. Ask by its own name, not by an alias of it. */
export const neverHeld = (unit: string): string | undefined => NEVER.find(({ units }) => units.test(unit))?.why;

interface Forbidden {
  readonly units: RegExp;
  readonly why: string;
}

/** Names as distributions use them: they match from the beginning, up to a dot, dash or at sign. Desktops put "app-" before them. */
const never = (why: string, names: string): Forbidden => ({
  why,
  units: new RegExp(`^(app-)?(${names.replaceAll(".", "\\.").split(" ").join("|")})([.@_-]|$)`),
});

const NEVER: readonly Forbidden[] = [
  { why: "it carries others, or a file system", units: /\.(target|slice|scope|mount|automount|swap|device)$/ },
  never("it is travel mode itself", "travelmode"),
  never("the system rests on it", "systemd init user user-runtime-dir session getty serial-getty"),
  never("others call it at any moment", "dbus dbus-broker dbus-org polkit accounts-daemon rtkit-daemon"),
  never(
    "the session rests on it",
    "gdm gdm3 sddm lightdm ly greetd display-manager graphical-session org.gnome gnome-session gnome-shell plasma sway hyprland xdg at-spi " +
      "ibus fcitx fcitx5 dconf gvfs swayidle swaylock xss-lock",
  ),
  never("it keeps secrets", "gnome-keyring gnome-keyring-daemon kwallet keepassxc ssh-agent gpg-agent gcr-ssh-agent"),
  never("alarms and others' jobs hang on it", "evolution gnome-clocks kalarmd cron crond cronie anacron atd fcron"),
  never(
    "the network rests on it",
    "NetworkManager wpa_supplicant iwd connman dhcpcd ModemManager bluetooth bluez obex openvpn openvpn-client wg-quick strongswan tailscaled " +
      "ssh sshd resolvconf dnsmasq unbound",
  ),
  never("sound rests on it", "pipewire pipewire-pulse wireplumber pulseaudio alsa-restore alsa-state"),
  never("it keeps the time", "chrony chronyd ntp ntpd ntpsec openntpd"),
  never(
    "it guards the system",
    "auditd audit-rules apparmor selinux-autorelabel firewalld ufw nftables iptables ip6tables fail2ban usbguard clamav-daemon " +
      "clamav-freshclam canonical-livepatch aide falcon-sensor",
  ),
  never(
    "disks and file systems rest on it",
    "cryptsetup cryptdisks luks clevis-luks lvm2 dm-event mdmonitor mdadm multipathd zfs udisks2 smartd smartmontools fstrim e2scrub " +
      "e2scrub_all btrfs-scrub xfs_scrub bees",
  ),
  never(
    "it may hold packages or firmware in the middle of a change",
    "apt-daily.service apt-daily-upgrade.service unattended-upgrades packagekit-offline-update dpkg dpkg-db-backup dnf-system-upgrade " +
      "dnf-automatic.service dnf5-automatic.service rpm-ostreed.service rpm-ostreed-automatic.service pamac-daemon snapd.service snapd.seeded " +
      "fwupd.service fwupd-offline-update kdump grub grub-boot-indeterminate bolt",
  ),
  never("power and heat rest on it", "upower power-profiles-daemon tuned tuned-ppd tlp thermald acpid nvidia fancontrol"),
  never("somebody works with it", "docker containerd podman libvirtd virtqemud postgresql mysql mariadb redis"),
];
