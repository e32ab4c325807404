# SPDX-License-Identifier: MIT
"""A desktop's notification server: writes each notification, and the end of each, as a line of JSON into a file, and says "ready" on stdout first.

notification-server.py FILE. Run in a session on the seat, which logind takes for a graphical one from then on. Its method
org.example.Hand.Press of a notification's number and an action's key presses that button.
"""
import json
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.freedesktop.Notifications"
CLOSED_BY_CALL, CLOSED_BY_HAND = 3, 2


def write(**what):
    with open(sys.argv[1], "a") as file:
        file.write(json.dumps(what) + "\n")


class Server(dbus.service.Object):
    shown = {}
    last = 0

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, application, replaces, icon, title, text, actions, hints, timeout):
        self.last += 1
        self.shown[self.last] = actions[::2]
        labels = dict(zip(actions[::2], actions[1::2]))
        write(id=self.last, application=application, title=title, text=text, urgency=int(hints["urgency"]), actions=labels)
        return self.last

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, number):
        self.close(number, CLOSED_BY_CALL)

    @dbus.service.method("org.example.Hand", in_signature="us")
    def Press(self, number, key):
        if key not in self.shown.get(number, []):
            raise dbus.DBusException(f"no button {key} on notification {number}", name="org.example.Error.NoButton")
        self.ActionInvoked(number, key)
        self.close(number, CLOSED_BY_HAND)

    def close(self, number, why):
        if self.shown.pop(number, None) is not None:
            write(closed=int(number))
            self.NotificationClosed(number, why)

    @dbus.service.signal(NAME, signature="us")
    def ActionInvoked(self, number, key):
        pass

    @dbus.service.signal(NAME, signature="uu")
    def NotificationClosed(self, number, why):
        pass


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
session_bus, system_bus = dbus.SessionBus(), dbus.SystemBus()
logind = dbus.Interface(system_bus.get_object("org.freedesktop.login1", "/org/freedesktop/login1"), "org.freedesktop.login1.Manager")
session = dbus.Interface(system_bus.get_object("org.freedesktop.login1", logind.GetSessionByPID(dbus.UInt32(os.getpid()))), "org.freedesktop.login1.Session")
session.TakeControl(False)
session.SetType("wayland")
name = dbus.service.BusName(NAME, session_bus)
server = Server(session_bus, "/org/freedesktop/Notifications")
print("ready", flush=True)
GLib.MainLoop().run()
