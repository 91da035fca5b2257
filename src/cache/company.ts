/**
 * DesktopCache's company, the other tabs: they are told of every write of this one, and heard when they write. A tab that
 * begins to listen asks what it has missed: what was told before, and came to the disk after it had read there. Knows
 * neither what is kept nor who wins, and remembers only what a tab may ask for.
 */
import { isOperation, operationsIn, supersedes, type Operation } from './pure/operation.ts';

/** A read of the database is older than the question by less than this. Ms. */
const missedForMs = 10_000;

interface Question {
  readonly asks: string;
}
interface Answer {
  readonly answers: string;
  readonly operations: readonly unknown[];
}
interface Told {
  readonly operation: Operation;
  /** By `performance.now()`; nobody can miss it for long then. */
  readonly onDiskAt?: number;
}

const isQuestion = (message: unknown): message is Question =>
  typeof message === 'object' && message !== null && typeof (message as Partial<Question>).asks === 'string';
const isAnswer = (message: unknown): message is Answer =>
  typeof message === 'object' &&
  message !== null &&
  typeof (message as Partial<Answer>).answers === 'string' &&
  Array.isArray((message as Partial<Answer>).operations);

export interface Company {
  /** What one turn brings goes in one message: each has its price, here and in every other tab. */
  tell(operation: Operation): void;
  /** So much of what was told is on disk: whoever reads there from now on finds it. */
  onDisk(operations: readonly Operation[]): void;
  /** From now on, at the latest with the first that is told; again it does nothing. */
  listen(): void;
  close(): void;
}

/** `me` is this tab's alone; `channelName` that of all tabs with this cache. */
export function keepCompany(channelName: string, me: string, onOperation: (operation: Operation) => void): Company {
  let channel: BroadcastChannel | undefined;
  let isClosed = false;
  let told: readonly Told[] = [];
  let unsent: Operation[] = [];

  const answer = ({ asks }: Question): void => {
    forgetOld();
    if (told.length === 0) return;
    // For that tab alone: the others have heard it.
    channel?.postMessage({ answers: asks, operations: told.map(({ operation }) => operation) } satisfies Answer);
  };

  const forgetOld = (): void => {
    const since = performance.now() - missedForMs;
    told = told.filter(({ onDiskAt = Infinity }) => onDiskAt > since);
  };

  const listen = (): void => {
    if (channel || isClosed || typeof BroadcastChannel !== 'function') return;
    channel = new BroadcastChannel(channelName);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isQuestion(data)) answer(data);
      else if (!isAnswer(data)) operationsIn(data).forEach(onOperation);
      else if (data.answers === me) data.operations.filter(isOperation).forEach(onOperation);
    };
    channel.postMessage({ asks: me } satisfies Question);
  };

  const send = (): void => {
    const operations = unsent;
    unsent = [];
    listen();
    channel?.postMessage(operations);
  };

  return {
    tell(operation) {
      told = [...told.filter((earlier) => !supersedes(operation, earlier.operation)), { operation }];
      if (unsent.length === 0) queueMicrotask(send);
      unsent.push(operation);
    },
    onDisk(operations) {
      const written = new Set(operations);
      const onDiskAt = performance.now();
      told = told.map((each) => (written.has(each.operation) ? { ...each, onDiskAt } : each));
      forgetOld();
    },
    listen,
    close() {
      isClosed = true;
      channel?.close();
      channel = undefined;
    },
  };
}
