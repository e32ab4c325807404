# SPDX-License-Identifier: MIT
"""A desktop's notification server: writes each notification as a line of JSON into a file, and says "ready" on stdout first.

notification-server.py FILE. Run in a session on the seat, which logind takes for a graphical one from then on.
"""
import json
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.freedesktop.Notifications"


class Server(dbus.service.Object):
    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, application, replaces, icon, title, text, actions, hints, timeout):
        with open(sys.argv[1], "a") as file:
            file.write(json.dumps({"application": application, "title": title, "text": text, "urgency": int(hints["urgency"])}) + "\n")
        return 1


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
