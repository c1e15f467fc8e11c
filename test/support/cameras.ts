import { keepDeadLetter } from '../../src/actions/devices/dead-letters.ts';
import type { TestService } from './server.ts';

let serial = 0;
const next = (): number => {
  serial += 1;
  return serial;
};

export const newDevice = (protocol = 'hikvision') => ({
  ...{ name: `摄像机 ${next()}`, protocol, direction: 'in', lane: 1 },
});

/** The least that a camera of 海康威视 says of a passing truck; no two calls give the same. */
export const hikvisionPassage = (): string =>
  `<EventNotificationAlert><macAddress>02:00:00:00:00:01</macAddress><dateTime>2024-03-04T09:59:00+08:00</dateTime>` +
  `<eventType>ANPR</eventType><ANPR><licensePlate>黄晋C77777</licensePlate></ANPR>` +
  `<UUID>${next()}</UUID></EventNotificationAlert>`;

/** A letter that an older version of the service left: today its message is understood. Gives its id. */
export async function leaveDeadLetter(
  service: TestService,
  deviceId: string,
  message: string | Buffer = hikvisionPassage(),
  path = '',
): Promise<string> {
  const { env } = service.app;
  const device = await service.store.read.devices.find(deviceId);
  if (!device) throw new Error(`there is no device ${deviceId}`);
  const hearing = { ...env, policies: () => env.policies.current(), now: service.clock.now() };
  const request = {
    ...{ method: 'POST', path, query: '', contentType: 'application/xml', userIdentify: '' },
    body: Buffer.from(message),
  };
  const reason = { en: 'an older version did not know this', zh: '旧版本无法识别' };
  await keepDeadLetter(hearing, device, request, reason);
  const [letter] = await service.store.read.deadLetters.page({ to: 'all' }, { deviceId }, { limit: 1 });
  if (!letter) throw new Error('the letter was not kept');
  return letter.id;
}
