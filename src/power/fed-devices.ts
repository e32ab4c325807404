// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { type TypecPort, typecPorts } from "./typec-ports.ts";
import { type UsbPhone, usbPhones } from "./usb-phones.ts";

/** A phone or another device that charges from here. */
export interface FedDevice {
  /** "iPhone", "Pixel 8"; the port where it has no name. */
  readonly name: string;
  readonly port: string;
  /** The most it may draw; null where that is not known. */
  readonly mostW: number | null;
}

/** What charges from this laptop now. A few dozen small reads; nothing is opened or woken. */
export const readFedDevices = (files: Files): readonly FedDevice[] => fedDevices(typecPorts(files), usbPhones(files));

/**
 * What charges from this laptop: phones on any port but those that feed the laptop, and what takes power from a USB-C port without
 * being a USB device (a phone that only charges, a power bank). A stick or a mouse takes power, too, but charges nothing.
 */
function fedDevices(ports: readonly TypecPort[], phones: readonly UsbPhone[]): readonly FedDevice[] {
  const portOf = ({ device }: UsbPhone): TypecPort | undefined => ports.find(({ devices }) => devices?.includes(device));
  const named = phones.filter((phone) => portOf(phone)?.gives !== false).map((phone) => fedPhone(phone, portOf(phone)));
  return [...named, ...ports.filter(isSilentTaker).map(fedPort)];
}

/** Only where the kernel says which USB devices are where: else it may be anything. */
const isSilentTaker = ({ gives, isAdapter, devices }: TypecPort): boolean => gives && !isAdapter && devices?.length === 0;

const fedPhone = ({ device, product, mostW }: UsbPhone, port: TypecPort | undefined): FedDevice => ({
  name: product ?? `the device on USB port ${device}`,
  port: port?.name ?? `USB ${device}`,
  mostW: port === undefined || !port.negotiates ? Math.max(mostW, port?.mostW ?? 0) : null,
});

const fedPort = ({ name, mostW }: TypecPort): FedDevice => ({ name: `whatever is in USB-C ${name}`, port: name, mostW });
