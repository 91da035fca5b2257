/** What an operator's screen would show of non-voice media. */
import type { ClusterView } from './contract.ts';
import { mediaDomains, mediaKey } from './media-domains.ts';
import { factOfMedia, tasksOf } from './media-state.ts';
import type { PeripheralMedia } from './media-state.ts';

export function mediaViewOf(media: PeripheralMedia): ClusterView['media'] {
  const logins = new Set([
    ...Object.values(media.records).map((record) => record.loginId),
    ...media.waiting.map((task) => task.loginId),
  ]);
  return [...logins].flatMap((loginId) =>
    mediaDomains.flatMap(({ id: mrdId }) => {
      const record = media.records[mediaKey(loginId, mrdId)];
      const waiting = media.waiting.filter((task) => task.loginId === loginId && task.mrdId === mrdId).length;
      if (!record?.signedIn && waiting === 0) return [];
      const fact = record && factOfMedia(media, record);
      return {
        loginId,
        mrdId,
        state: fact?.state ?? 'LOGOUT',
        reasonCode: fact?.reason?.code,
        tasks: tasksOf(media, loginId, mrdId).map(({ id, state }) => ({ id, state })),
        waiting,
        ronas: media.ronas[mediaKey(loginId, mrdId)] ?? 0,
      };
    }),
  );
}
