import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { User } from '../wire/user.ts';
import { mergeUser } from './slices.ts';

const told: User = {
  uri: '/finesse/api/User/1000',
  loginId: '1000',
  loginName: '1000',
  firstName: 'A',
  lastName: 'B',
  extension: '4000',
  roles: ['Agent', 'Supervisor'],
  state: 'READY',
  stateChangeTime: '2026-03-01T09:30:00.000Z',
  teamId: '1',
  teamName: 'Team',
};
const read: User = { ...told, teams: [{ uri: '/finesse/api/Team/1', id: '1', name: 'Team' }], wrapUpTimer: 30 };

describe('what an event leaves out of the agent stays', () => {
  it('teams, wrap-up time and roles of the last reading', () => {
    assert.deepEqual(mergeUser(read, { ...told, roles: [], state: 'NOT_READY' }), { ...read, state: 'NOT_READY' });
    assert.deepEqual(mergeUser(read, { ...told, wrapUpTimer: 5 }), { ...read, wrapUpTimer: 5 });
  });

  it('and an event that leaves nothing out is taken as it is, or the old one kept where nothing is new', () => {
    const news = { ...read, state: 'NOT_READY' } as const;
    assert.equal(mergeUser(read, news), news);
    assert.equal(mergeUser(read, { ...read }), read);
    assert.equal(mergeUser({ ...read, loginId: '1001' }, told), told);
  });
});
