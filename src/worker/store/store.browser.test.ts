import { expect } from '@open-wc/testing';
import type { SessionRecord } from '../../core/contract.ts';
import { openCoreDatabase } from './database.ts';
import type { CoreDatabase } from './database.ts';
import { presenceGraceMs } from '../pure/kept-session.ts';
import { createSessionStore } from './session-store.ts';
import { createVault, vaultKey } from './vault.ts';

const session: SessionRecord = {
  version: 1,
  agentId: '1001',
  extension: '4001',
  node: 'publisher',
  epoch: 1,
  signedInAt: 0,
  unsettled: [],
};
const credential = { agentId: '1001', password: 'korrekt-pferd-batterie' };

let count = 0;
const opened: { name: string; database: CoreDatabase }[] = [];
function freshDatabase(): CoreDatabase {
  const name = `store-test-${Date.now()}-${count++}`;
  const database = openCoreDatabase(name);
  opened.push({ name, database });
  return database;
}
function freshStore(database = freshDatabase(), failures: unknown[] = []) {
  const clock = { now: 1_000_000 };
  const make = () =>
    createSessionStore({ database, wallNow: () => clock.now, onFailure: (error) => failures.push(error) });
  return { database, clock, failures, store: make(), make };
}

/** Everything in the database as bytes, to look for a text in. */
async function everything(name: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('did not open'));
  });
  const values = await new Promise<unknown[]>((resolve) => {
    const request = database.transaction('kept').objectStore('kept').getAll();
    request.onsuccess = () => resolve(request.result as unknown[]);
  });
  database.close();
  const texts = (value: unknown): string => {
    if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    if (value instanceof CryptoKey) return `key extractable=${value.extractable}`;
    if (typeof value === 'object' && value !== null) return Object.values(value).map(texts).join('|');
    return String(value);
  };
  return values.map(texts).join('\n');
}

after(() => {
  for (const { name, database } of opened) {
    database.close();
    indexedDB.deleteDatabase(name);
  }
});

describe('vault', () => {
  it('gives the credential back to its agent, and to no other', async () => {
    const database = freshDatabase();
    const vault = createVault(database);
    await database.write({ [vaultKey]: await vault.seal(credential) });
    expect(await vault.open('1001')).to.deep.equal(credential);
    expect(await vault.open('1002')).to.equal(undefined);
  });

  it('has nothing in clear in the database, under a key that cannot be exported', async () => {
    const database = freshDatabase();
    const { name } = opened.at(-1) ?? { name: '' };
    // The look itself is proved by what it must find.
    await database.write({ planted: { deep: 'korrekt-pferd' } });
    await database.write({ [vaultKey]: await createVault(database).seal(credential) });
    const text = await everything(name);
    expect(text).to.contain('korrekt-pferd');
    expect(text).not.to.contain('batterie');
    expect(text).to.contain('extractable=false');
    const sealed = (await database.read(vaultKey)) as { key: CryptoKey };
    const exported = await crypto.subtle.exportKey('raw', sealed.key).then(
      () => 'exported',
      () => 'refused',
    );
    expect(exported).to.equal('refused');
  });

  it('does not tell the length of the password, nor repeat a ciphertext', async () => {
    const vault = createVault(freshDatabase());
    const seal = async (text: string) => (await vault.seal({ agentId: '1001', password: text })).ciphertext;
    const [short, long, again] = [await seal('a'), await seal('a'.repeat(60)), await seal('a')];
    expect(short.byteLength).to.equal(long.byteLength);
    expect(new Uint8Array(short)).not.to.deep.equal(new Uint8Array(again));
  });

  it('gives nothing for a damaged ciphertext', async () => {
    const database = freshDatabase();
    const vault = createVault(database);
    const sealed = await vault.seal(credential);
    new Uint8Array(sealed.ciphertext)[3]! ^= 1;
    await database.write({ [vaultKey]: sealed });
    expect(await vault.open('1001')).to.equal(undefined);
  });
});

describe('session store', () => {
  it('goes on with a session within the grace after the last sign of life', async () => {
    const { store, clock, make } = freshStore();
    store.keep(session, credential);
    clock.now += 100_000;
    store.stamp();
    await store.written();
    clock.now += presenceGraceMs;
    expect(await make().load(1)).to.deep.equal({ kind: 'alive', session, credential, awayMs: presenceGraceMs });
  });

  it('tells of a session that came too late, and has erased it and the credential', async () => {
    const { store, clock, make, database } = freshStore();
    store.keep(session, credential);
    await store.written();
    clock.now += presenceGraceMs + 1;
    const late = make();
    expect(await late.load(1)).to.deep.equal({ kind: 'lapsed', session, awayMs: presenceGraceMs + 1 });
    await late.written();
    expect(await database.read(vaultKey)).to.equal(undefined);
    expect(await make().load(1)).to.deep.equal({ kind: 'none' });
  });

  it('measures the time away in virtual time', async () => {
    const { store, clock, make } = freshStore();
    store.keep(session, credential);
    await store.written();
    clock.now += 3001;
    const kept = await make().load(20);
    expect(kept.kind === 'lapsed' && kept.awayMs).to.equal(60_020);
  });

  it('counts a wall clock that was set back as no time', async () => {
    const { store, clock, make } = freshStore();
    store.keep(session, credential);
    await store.written();
    clock.now -= 500_000;
    expect((await make().load(1)).kind).to.equal('alive');
  });

  it('erases everything at sign-out, whatever was asked for before', async () => {
    const { store, make, database } = freshStore();
    store.keep(session, credential);
    store.stamp();
    store.erase();
    store.stamp();
    await store.written();
    expect(await make().load(1)).to.deep.equal({ kind: 'none' });
    expect(await database.read('last-seen')).to.equal(undefined);
  });

  it('treats a record without its credential as lapsed, and a foreign value as none', async () => {
    const { store, database, make } = freshStore();
    store.keep(session, credential);
    await store.written();
    await database.write({ [vaultKey]: undefined });
    expect((await make().load(1)).kind).to.equal('lapsed');
    await database.write({ session: { version: 99 } });
    expect(await make().load(1)).to.deep.equal({ kind: 'none' });
  });

  it('opens the database again once when its handle died', async () => {
    const { database, store, make } = freshStore();
    store.keep(session, credential);
    await store.written();
    database.close();
    expect((await make().load(1)).kind).to.equal('alive');
  });

  it('tells once that nothing can be kept, and goes on', async () => {
    const broken: CoreDatabase = {
      read: () => Promise.reject(new Error('no')),
      write: () => Promise.reject(new Error('no')),
      close: () => undefined,
    };
    const { store, failures } = freshStore(broken);
    store.keep(session, credential);
    store.stamp();
    await store.written();
    expect(failures).to.have.length(1);
    expect(await store.load(1)).to.deep.equal({ kind: 'none' });
  });
});
