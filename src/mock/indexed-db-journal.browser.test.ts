import { expect } from '@open-wc/testing';
import type { WorldInput } from '../sim/contract.ts';
import { indexedDbJournal } from './indexed-db-journal.ts';
import { JournalFailure, type ClusterJournal } from './journal.ts';
import { journalFormat, type JournalEntry, type StoredSnapshot } from './stored-cluster.ts';

const options: StoredSnapshot['options'] = {
  seed: 1,
  hosts: { publisher: 'publisher.understudy.example', subscriber: 'subscriber.understudy.example' },
  release: '12.6',
  load: 0,
  latencyMs: { publisher: 15, subscriber: 25 },
};
const snapshot = (through: number, world: StoredSnapshot['world'] = {}): StoredSnapshot => ({
  format: journalFormat,
  options,
  at: 100,
  through,
  world,
  clients: [],
});
const sign = { realAt: 1, virtualAt: 150, speed: 1 };
const connect = (password: string): WorldInput => ({
  type: 'xmpp',
  client: 'a',
  session: 'a/1',
  node: 'publisher',
  message: { kind: 'connect', loginId: '1001', password, resource: 'desktop' },
});
const entry = (sequence: number, password = 'secret'): JournalEntry => ({
  sequence,
  at: 100 + sequence,
  input: connect(password),
});

/** The stored records, read past the journal. */
function readAll(name: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(new Error('the database does not open'));
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(['inputs', 'state']);
      const inputs = transaction.objectStore('inputs').getAll();
      const state = transaction.objectStore('state').getAll();
      transaction.oncomplete = () => {
        database.close();
        resolve([...(inputs.result as unknown[]), ...(state.result as unknown[])]);
      };
    };
  });
}

function failureOf(work: Promise<unknown>): Promise<JournalFailure> {
  return work.then(
    () => expect.fail('a failure was expected'),
    (error: unknown) => {
      expect(error).to.be.instanceOf(JournalFailure);
      return error as JournalFailure;
    },
  );
}

describe('the journal on IndexedDB', () => {
  let name = '';
  let journal: ClusterJournal;
  beforeEach(() => {
    name = `journal-test-${crypto.randomUUID()}`;
    journal = indexedDbJournal(name);
  });
  afterEach(() => {
    journal.close();
    indexedDB.deleteDatabase(name);
  });

  it('is empty at first', async () => {
    expect(await journal.load()).to.deep.equal({ kind: 'empty' });
  });

  it('gives back what it was given, to another instance', async () => {
    await journal.load();
    await journal.replace(snapshot(3, { calls: [{ id: '1' }] }), sign);
    await journal.append([entry(4), entry(5)]);
    await journal.append([entry(6)]);
    await journal.stamp({ ...sign, virtualAt: 200 });
    const loaded = await indexedDbJournal(name).load();
    expect(loaded).to.deep.equal({
      kind: 'stored',
      cluster: {
        snapshot: snapshot(3, { calls: [{ id: '1' }] }),
        entries: [entry(4), entry(5), entry(6)].map((stored) => ({
          ...stored,
          input: JSON.parse(JSON.stringify(stored.input).replace('"secret"', '{"sealed":"fixture"}')) as WorldInput,
        })),
        lastSign: { ...sign, virtualAt: 200 },
      },
    });
  });

  it('holds no password, neither in inputs nor in the snapshot', async () => {
    await journal.load();
    await journal.replace(
      snapshot(0, { people: [{ password: 'secret' }], underWay: [connect('not-the-password')] }),
      sign,
    );
    await journal.append([entry(1), entry(2, 'not-the-password')]);
    const text = JSON.stringify(await readAll(name));
    expect(text).to.contain('sealed').and.not.contain('secret').and.not.contain('not-the-password');
  });

  it('a snapshot takes the place of all inputs', async () => {
    await journal.load();
    await journal.replace(snapshot(0), sign);
    await journal.append([entry(1), entry(2)]);
    await journal.replace(snapshot(2), sign);
    const loaded = await journal.load();
    expect(loaded.kind === 'stored' && loaded.cluster.entries).to.deep.equal([]);
  });

  it('the database is deleted under it: a typed failure, then a snapshot opens a new one', async () => {
    await journal.load();
    await journal.replace(snapshot(0), sign);
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(name);
      deleting.onsuccess = () => resolve();
      deleting.onblocked = () => reject(new Error('the journal did not give way'));
    });
    expect((await failureOf(journal.append([entry(1)]))).code).to.equal('closed');
    await journal.replace(snapshot(1), sign);
    await journal.append([entry(2)]);
    const loaded = await indexedDbJournal(name).load();
    expect(loaded.kind === 'stored' && loaded.cluster.snapshot.through).to.equal(1);
  });

  it('a value that cannot be stored fails that transaction alone, and nothing of it stays', async () => {
    await journal.load();
    await journal.replace(snapshot(0), sign);
    const impossible = { ...entry(2), input: { type: 'fault', fault: { action: () => 0 } } } as unknown as JournalEntry;
    expect((await failureOf(journal.append([entry(1), impossible]))).code).to.equal('failed');
    await journal.append([entry(1)]);
    const loaded = await journal.load();
    expect(loaded.kind === 'stored' && loaded.cluster.entries.length).to.equal(1);
  });

  it('a newer database is not touched: blocked', async () => {
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(name, 99);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    expect((await failureOf(journal.load())).code).to.equal('blocked');
  });

  it('a database without its stores is replaced', async () => {
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(name, 1);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    expect((await journal.load()).kind).to.equal('unreadable');
    await journal.replace(snapshot(0), sign);
    expect((await journal.load()).kind).to.equal('stored');
  });

  it('a browser without IndexedDB: unavailable', async () => {
    const real = Object.getOwnPropertyDescriptor(window, 'indexedDB') ?? {};
    Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true });
    try {
      expect((await failureOf(journal.load())).code).to.equal('unavailable');
    } finally {
      Object.defineProperty(window, 'indexedDB', real);
    }
  });
});
