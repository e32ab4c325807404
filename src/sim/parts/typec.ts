// SPDX-License-Identifier: MIT
import type { Part } from "../model.ts";
import { assembled, device } from "./part.ts";

interface PluggedPhone {
  /** The root hub's folder: ".../usb3". */
  readonly hub: string;
  /** The port of the hub, and that of the laptop's case that it is wired to. */
  readonly hubPort: number;
  readonly typec: string;
  readonly product: string;
}

/** A phone in a USB-C port of the laptop, which feeds it: the port with its partner, and the USB device that it is. */
export function phone({ hub, hubPort, typec, product }: PluggedPhone): Part {
  const bus = hub.slice(hub.lastIndexOf("/usb") + "/usb".length);
  const name = `${bus}-${hubPort}`;
  const folder = `${hub}/${name}`;
  const port = `${hub}/${bus}-0:1.0/usb${bus}-port${hubPort}`;
  const partner = `${typec}/${typec.slice(typec.lastIndexOf("/") + 1)}-partner`;
  return assembled(typecPort(typec, partner), usbDevice(folder, name, product), device(port, { connect_type: "hotplug" }), {
    fixed: {},
    live: {},
    links: { [`${port}/device`]: folder, [`${folder}/port`]: port, [`${typec}/usb${bus}-port${hubPort}`]: port },
  });
}

const typecPort = (folder: string, partner: string): Part =>
  assembled(
    device(
      folder,
      {
        power_role: "[source] sink",
        data_role: "[host] device",
        power_operation_mode: "default",
        port_type: "[dual] source sink",
      },
      `/sys/class/typec/${folder.slice(folder.lastIndexOf("/") + 1)}`,
    ),
    device(
      partner,
      { accessory_mode: "none", supports_usb_power_delivery: "no", type: "peripheral" },
      `/sys/class/typec/${partner.slice(partner.lastIndexOf("/") + 1)}`,
    ),
  );

/** An Android phone that lends its pictures (MTP). */
const usbDevice = (folder: string, name: string, product: string): Part =>
  assembled(
    device(
      folder,
      {
        idVendor: "18d1",
        idProduct: "4ee1",
        product,
        version: " 2.10",
        bMaxPower: "500mA",
        bmAttributes: "80",
        bDeviceClass: "00",
      },
      `/sys/bus/usb/devices/${name}`,
    ),
    device(
      `${folder}/${name}:1.0`,
      { bInterfaceClass: "06", bInterfaceSubClass: "01", bInterfaceProtocol: "01", interface: "MTP" },
      `/sys/bus/usb/devices/${name}:1.0`,
    ),
  );
