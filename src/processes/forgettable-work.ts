// SPDX-License-Identifier: MIT

export type WorkKind = "virtual-machine" | "container" | "build" | "sync" | "indexer" | "video-call" | "download" | "browser";

/** A kind of work that travellers forget, how to know it, and what to do about it. */
export interface ForgettableWork {
  readonly kind: WorkKind;
  /** Programs by name; one that ends in "*" by its beginning. */
  readonly programs: readonly string[];
  /** What it must do to be worth a word. */
  readonly when: "runs" | "works" | "wakes" | "moves-data";
  /** What it costs, as the end of "firefox: ...". */
  readonly why: string;
  /** What a person could do; nobody does it for them. */
  readonly action: string;
}

/** The first kind that fits is the one that is named. */
export const FORGETTABLE_WORK: readonly ForgettableWork[] = [
  {
    kind: "virtual-machine",
    programs: ["qemu-system-*", "qemu-kvm", "VirtualBoxVM", "VBoxHeadless", "vmware-vmx", "cloud-hypervisor", "crosvm"],
    when: "runs",
    why: "a virtual machine keeps a second operating system awake, with its own timers",
    action: "save its state or pause it (virsh managedsave, or in its window)",
  },
  {
    kind: "container",
    programs: ["containerd-shim*", "conmon", "crun", "runc"],
    when: "runs",
    why: "a container goes on serving although nobody asks it anything on the way",
    action: "stop or pause it (docker pause, podman pause); it goes on later where it was",
  },
  {
    kind: "build",
    programs: [
      ...["make", "gmake", "ninja", "meson", "cmake", "bazel", "cargo", "rustc", "cc1", "cc1plus", "clang", "clang++", "gcc"],
      ...["g++", "ld", "ld.lld", "mold", "javac", "gradle", "mvn", "makepkg", "rpmbuild", "dpkg-buildpack*", "emerge", "sbt"],
    ],
    when: "works",
    why: "a build keeps every processor at full speed",
    action: "let it finish while plugged in, or stop it (Ctrl-Z) and go on later (fg)",
  },
  {
    kind: "video-call",
    programs: ["zoom", "ZoomWebviewHost", "teams", "teams-for-linux", "skypeforlinux", "CiscoCollabHost", "jitsi-meet*"],
    when: "runs",
    why: "a video call keeps camera, radio and processor at work; its program seldom rests afterwards",
    action: "turn the camera off, or leave the call and quit it",
  },
  {
    kind: "sync",
    programs: [
      ...["syncthing", "nextcloud", "owncloud", "dropbox", "onedrive", "insync", "megasync", "rclone", "seaf-daemon"],
      ...["pcloud", "maestral", "MEGAcmd*", "protondrive"],
    ],
    when: "runs",
    why: "a sync client watches files, asks its server and keeps the radio awake",
    action: "pause it in its menu or quit it; it catches up when it is started again",
  },
  {
    kind: "indexer",
    programs: [
      ...["tracker-miner-fs*", "tracker-extract*", "localsearch*", "baloo_file*", "updatedb*", "recollindex", "zeitgeist-fts"],
    ],
    when: "works",
    why: "an indexer reads every file that has changed; nothing is lost if it does so at home",
    action: "stop its service for the journey; it goes on where it was",
  },
  {
    kind: "download",
    programs: [
      ...["wget", "wget2", "aria2c", "transmission-*", "qbittorrent*", "deluge*", "ktorrent", "rtorrent", "yt-dlp"],
      ...["steam", "fragments"],
    ],
    when: "moves-data",
    why: "a download keeps radio and disk awake for as long as it takes",
    action: "pause it, or let it finish while plugged in",
  },
  {
    kind: "browser",
    programs: [
      ...["firefox*", "Web Content", "chromium*", "chrome", "google-chrome*", "brave", "brave-browser", "vivaldi*", "opera"],
      ...["msedge", "epiphany*", "falkon", "librewolf", "zen", "zen-bin"],
    ],
    when: "wakes",
    why: "pages that play, animate or ask for news wake the processor many times a second",
    action: "close or mute the pages that do, or quit it",
  },
];
