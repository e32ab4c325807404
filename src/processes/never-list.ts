// SPDX-License-Identifier: MIT

/** Programs that are never held back, by what they are for. */
export interface NeverHeld {
  /** The end of "is never held back: it is ...". */
  readonly reason: string;
  /** Names of programs, in lower case; "*" stands for any ending. */
  readonly programs: readonly string[];
  /** Units by their whole name, without the ending; "*" stands for any ending. */
  readonly units?: readonly string[];
}

const held = (reason: string, programs: string, units = ""): NeverHeld => ({
  reason,
  programs: programs.split(" "),
  ...(units === "" ? {} : { units: units.split(" ") }),
});

/**
 * What stops or slows with these is more than a program: a session that nobody can unlock, a lost file, a laptop without a network. The
 * lists hold what common distributions ship; what they miss is caught by the facts that `refusalsFor` asks for.
 */
export const NEVER_HELD: readonly NeverHeld[] = [
  held(
    "part of the system's own start and supervision",
    "init systemd systemd-* elogind* runit* s6-* openrc* (sd-pam) dinit upstart",
    "init systemd-* user@* user-runtime-dir@* getty@* serial-getty@*",
  ),
  held(
    "the session, or what starts it",
    "gnome-session* gnome-shell ksmserver* plasma_session startplasma* plasmashell kded5 kded6 xfce4-session mate-session cinnamon-session* " +
      "lxsession lxqt-session budgie-* gdm gdm3 gdm-* sddm* lightdm* greetd* ly lxdm xdm login agreety tuigreet uwsm",
    "display-manager gdm sddm lightdm greetd org.gnome.shell@* gnome-session* plasma-*",
  ),
  held(
    "the display or its compositor",
    "xorg x xwayland mutter* kwin* sway swayfx hyprland wayfire weston river labwc niri cage gamescope i3 openbox xfwm4 marco muffin cosmic-comp " +
      "picom compton awesome bspwm herbstluftwm dwm qtile enlightenment",
  ),
  held(
    "a screen locker, or what starts it",
    "swaylock* swayidle hyprlock hypridle waylock gtklock i3lock* xss-lock xautolock xscreensaver* light-locker kscreenlocker* " +
      "gnome-screensaver mate-screensaver cinnamon-screensaver xfce4-screensaver physlock vlock slock betterlockscreen xsecurelock",
  ),
  held(
    "a keeper of passwords or keys",
    "gnome-keyring* kwalletd* ksecretd keepass* 1password* bitwarden* pass secret-tool oo7-daemon ssh-agent gpg-agent scdaemon pcscd p11-kit* " +
      "seahorse* gcr-* dirmngr rbw-agent pinentry* enpass*",
  ),
  held(
    "what asks for permission, or grants it",
    "polkit* polkitd lxpolkit lxqt-policykit* xfce-polkit hyprpolkit* pkexec sudo su doas",
  ),
  held(
    "a portal or file service that other programs wait for",
    "xdg-desktop-por* xdg-document-p* xdg-permission* gvfs* kio* flatpak-portal flatpak-sessio* flatpak-system* snapd snap-* fusermount*",
  ),
  held(
    "what tells and wakes you: notifications, alarms, calendars",
    "dunst mako swaync notification-* xfce4-notifyd notify-osd fnott tiramisu " +
      "gnome-clocks kalarm* korgac evolution-alarm* evolution-calen* evolution-sourc* gnome-calendar alarm-* kclockd* atd cron crond anacron",
  ),
  held("needed to hear, speak or feel the screen", "at-spi* orca speech-dispatch* brltty espeakup sd_* festival kaccess"),
  held(
    "how you type",
    "ibus* fcitx* onboard squeekboard maliit* wvkbd* matchbox-keybo* caribou scim* uim* input-remapper* keyd kanata xremap",
  ),
  held(
    "the clipboard's keeper: what was copied would be gone",
    "wl-paste wl-copy wl-clip-persist clipman cliphist copyq klipper gpaste* parcellite clipit diodon xclip xsel",
  ),
  held(
    "sound or camera",
    "pipewire* wireplumber pulseaudio jackd jackdbus alsa* rtkit-daemon easyeffects",
    "pipewire* wireplumber pulseaudio rtkit-daemon",
  ),
  held(
    "the network",
    "networkmanager nm-* wpa_supplicant iwd connmand dhcpcd dhclient bluetoothd modemmanager avahi-daemon dnsmasq unbound resolvconf usbguard*",
    "networkmanager* wpa_supplicant* iwd systemd-networkd* systemd-resolved*",
  ),
  held(
    "a VPN, or the way to another computer",
    "openvpn* wg-* wireguard* strongswan charon* vpnc openconnect* tailscaled mullvad* protonvpn* zerotier-one nebula cloudflared",
  ),
  held(
    "a session from or to afar",
    "ssh sshd sshd-* mosh* dropbear et etserver autossh sshfs telnet xrdp* x11vnc wayvnc gnome-remote-d* rustdesk anydesk",
    "ssh* sshd*",
  ),
  held("a copy in the middle of its work", "rsync scp sftp sftp-server rclone cp mv dd tar zip 7z cpio ddrescue fpsync unison"),
  held(
    "a backup in the middle of its work",
    "borg* restic duplicity deja-dup* timeshift* rsnapshot kopia rdiff-backup bup vorta snapper btrbk duplicacy urbackup*",
  ),
  held(
    "a terminal, or a shell with what was begun in it",
    "sh bash zsh fish dash ksh tcsh csh nu elvish xonsh screen tmux* zellij byobu* dtach abduco gnome-terminal* kgx ptyxis* konsole* yakuake " +
      "xterm* urxvt* alacritty kitty* foot* wezterm* ghostty* terminator tilix st xfce4-terminal mate-terminal lxterminal qterminal guake cosmic-term",
  ),
  held("a debugger: what it holds would hang with it", "gdb* lldb* strace ltrace rr perf valgrind* bpftrace delve dlv radare2"),
  held("the message bus that others speak over", "dbus-daemon dbus-broker* dbus-launch busd", "dbus dbus-broker"),
  held(
    "a tool for disks and file systems",
    "udisksd fsck* e2fsck btrfs* mount* umount* mkfs* mke2fs cryptsetup lvm* dmeventd mdadm zfs zpool parted gparted* " +
      "gnome-disks fstrim xfs_* resize2fs smartd bcachefs veracrypt dmsetup blkid ntfs-3g* exfat*",
  ),
  held(
    "a package manager or firmware tool: half an upgrade may not start again",
    "dpkg* apt apt-* aptitude unattended-upg* dnf* yum rpm* zypper packagekitd pk-* pacman* yay paru makepkg emerge nix nix-* guix* apk xbps-* " +
      "flatpak eopkg fwupd* fwupdmgr update-initramf* mkinitcpio dracut* grub-* bootctl kernel-install dkms rpm-ostree* ostree* needrestart do-release-upgr*",
    "apt-* dpkg-* dnf* packagekit* fwupd* unattended-upgrades* snapd*",
  ),
  held(
    "what keeps this laptop safe, on time and cool",
    "auditd clamd* freshclam apparmor* sssd* firewalld ufw chronyd ntpd* timesyncd thermald fancontrol thinkfan tlp* tuned* " +
      "power-profiles* upowerd acpid irqbalance earlyoom oomd* fail2ban* falcon-sensor nbfc*",
    "auditd firewalld chronyd* systemd-timesyncd thermald",
  ),
  held("travelmode itself", "travelmode*", "travelmode*"),
];
