#!/bin/bash
# SPDX-License-Identifier: MIT
# Prints what travel mode could change on this machine, one value a line. Run as root; two runs are compared byte for byte.

# These files, and each writable file of these folders. Without a process for each file: here they are slow to start.
show() {
	local file text
	for file in "$@"; do
		[ -f "$file" ] || continue
		IFS= read -r -d '' text 2>/dev/null <"$file"
		printf '%s=%s\n' "$file" "${text//$'\n'/|}"
	done
}
show_writable() {
	local folder files
	for folder in "$@"; do
		[ -d "$folder" ] || continue
		mapfile -t files < <(find "$folder" -maxdepth 1 -type f -perm -u+w | sort)
		show "${files[@]}"
	done
}
# SERVICE PATH INTERFACE NAME...
properties() {
	printf '%s:\n' "$1"
	busctl --auto-start=no get-property "$@" 2>&1 | paste -d= <(printf '%s\n' "${@:4}") -
}

cpu=/sys/devices/system/cpu
show_writable $cpu/cpufreq/policy* $cpu/intel_pstate $cpu/amd_pstate
show $cpu/cpufreq/boost $cpu/cpu*/power/energy_perf_bias
show /sys/firmware/acpi/platform_profile /sys/class/platform-profile/*/profile
show /sys/class/backlight/*/{brightness,bl_power} /sys/class/leds/*kbd_backlight*/brightness
show /sys/class/power_supply/*/charge_{control_start_threshold,control_end_threshold,behaviour,types}
show /proc/sys/vm/{dirty_*,laptop_mode} /proc/sys/kernel/nmi_watchdog
show /sys/module/snd_hda_intel/parameters/power_save* /sys/module/pcie_aspm/parameters/policy

# The kernel numbers rfkill switches anew when a device comes back, so they go by name.
for switch in /sys/class/rfkill/*; do
	read -r name <"$switch/name"
	read -r soft <"$switch/soft"
	read -r hard <"$switch/hard"
	echo "rfkill $name=soft $soft, hard $hard"
done | sort

manager=org.freedesktop.NetworkManager
properties $manager /org/freedesktop/NetworkManager $manager WirelessEnabled WwanEnabled NetworkingEnabled
nmcli -t -f UUID,TYPE,DEVICE,STATE connection show --active | grep -v :loopback: | sort
properties org.bluez /org/bluez/hci0 org.bluez.Adapter1 Powered
properties net.hadess.PowerProfiles /net/hadess/PowerProfiles net.hadess.PowerProfiles ActiveProfile
systemctl list-units --type=service --state=active --no-legend --plain tlp.service power-profiles-daemon.service | cut -d' ' -f1
