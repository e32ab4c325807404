#!/bin/bash
# SPDX-License-Identifier: MIT
# Waits until a booted machine is at rest: all units up, NetworkManager and the Bluetooth adapter ready.
systemctl is-system-running --wait >/dev/null
for try in $(seq 60); do
	hciconfig hci0 2>/dev/null | grep -q RUNNING &&
		busctl --auto-start=no get-property org.bluez /org/bluez/hci0 org.bluez.Adapter1 Powered >/dev/null 2>&1 &&
		nmcli -t -f STATE general | grep -q '^connected' && exit 0
	# The kernel gives the emulated adapter two seconds to answer. On a busy host it is too late, and stays dead until plugged in anew.
	[ $((try % 20)) = 10 ] && hciconfig hci0 2>/dev/null | grep -q 00:00:00:00:00:00 && systemctl restart vlaptop-bt.service
	sleep 0.5
done
echo "the virtual laptop is not ready: $(hciconfig 2>&1 | head -n 3) $(nmcli general 2>&1)" >&2
exit 1
