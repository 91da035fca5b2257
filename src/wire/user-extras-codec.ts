/**
 * The fields of a User that no decision hangs on, and that a node may leave out: XML in and out (finesse.md §1.4). What is
 * not there, or cannot be read, stays away; the user is a user all the same.
 */
import { mobileModes, type Device, type MobileAgent, type User } from './user.ts';
import { childrenNamed, integerOf, optionalChild, optionalWordOf, ownText, textOf, type Cursor } from './xml-cursor.ts';
import { element, filledText, integer, oneOf, optional, text, type XmlNode } from './xml-write.ts';

type Extras = Pick<User, 'mediaType' | 'mobileAgent' | 'skillTargetId' | 'services' | 'activeDeviceId' | 'devices'>;

export function readUserExtras(cursor: Cursor): Extras {
  const mediaType = integerOf(cursor, 'mediaType', 0);
  const mobileAgent = readMobileAgent(cursor);
  const skillTargetId = integerOf(cursor, 'skillTargetId', 0);
  const services = optionalChild(cursor, 'services');
  const activeDeviceId = textOf(cursor, 'activeDeviceId');
  const devices = optionalChild(cursor, 'devices');
  return {
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(mobileAgent === undefined ? {} : { mobileAgent }),
    ...(skillTargetId === undefined ? {} : { skillTargetId }),
    ...(services === undefined ? {} : { services: childrenNamed(services, 'service').map(ownText) }),
    ...(activeDeviceId === '' ? {} : { activeDeviceId }),
    ...(devices === undefined ? {} : { devices: childrenNamed(devices, 'device').map(readDevice) }),
  };
}

/** `undefined` for an element without a mode: what nodes write for agents at a desk. */
export function readMobileAgent(user: Cursor): MobileAgent | undefined {
  const mobile = optionalChild(user, 'mobileAgent');
  const mode = mobile && optionalWordOf(mobile, 'mode', mobileModes);
  return mobile === undefined || mode === undefined ? undefined : { mode, dialNumber: textOf(mobile, 'dialNumber') };
}

export const writeMobileAgent = (mobile: MobileAgent): XmlNode =>
  element('mobileAgent', [oneOf('mode', mobile.mode, mobileModes), text('dialNumber', mobile.dialNumber)]);

const readDevice = (cursor: Cursor): Device => ({
  deviceId: textOf(cursor, 'deviceId'),
  deviceType: textOf(cursor, 'deviceType'),
  deviceTypeName: textOf(cursor, 'deviceTypeName'),
});

export function writeUserExtras(user: Extras): (XmlNode | undefined)[] {
  return [
    optional(user.mediaType, (type) => integer('mediaType', type, 0)),
    optional(user.mobileAgent, writeMobileAgent),
    optional(user.skillTargetId, (id) => integer('skillTargetId', id, 0)),
    optional(user.services, (services) =>
      element(
        'services',
        services.map((service) => text('service', service)),
      ),
    ),
    optional(user.activeDeviceId, (id) => filledText('activeDeviceId', id)),
    optional(user.devices, (devices) => element('devices', devices.map(writeDevice))),
  ];
}

const writeDevice = (device: Device): XmlNode =>
  element('device', [
    text('deviceId', device.deviceId),
    text('deviceType', device.deviceType),
    text('deviceTypeName', device.deviceTypeName),
  ]);
