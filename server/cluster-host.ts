/**
 * Runs the cluster, or the part of it that lives in this process, in real time. Gives each request and each stream its
 * own name inside and brings the answers back to whoever asked. Knows no sockets.
 */
import { createCluster } from '../src/cluster/cluster.ts';
import type {
  ClusterEffect,
  ClusterFault,
  ClusterInput,
  ClusterLogEntry,
  ClusterOptions,
  ClusterView,
  XmppAnswer,
  XmppFromClient,
  XmppToClient,
} from '../src/cluster/contract.ts';
import type { ChatFromClient, ChatToClient } from '../src/wire/chat-frames.ts';
import type { ApiReply, ApiRequest, Authorization } from '../src/wire/http.ts';
import type { NodeName } from '../src/wire/names.ts';
import { createClock } from '../src/thread/clock.ts';
import type { Clock, ClockOrigin } from '../src/thread/clock.ts';
import { drive } from '../src/thread/driver.ts';

export type ClusterMail = Extract<ClusterEffect, { type: 'mail' }>['mail'];
export type RestAnswer = { readonly reply: ApiReply } | { readonly refused: 'refused' | 'reset' };
export type StreamEvent = XmppToClient | XmppAnswer;

/** One client's session with the chat service. */
export interface ClusterChat {
  send(message: ChatFromClient): void;
  /** Nothing more is told. Does not say goodbye: that is a message. */
  forget(): void;
}

/** One client's stream in the notification service. */
export interface ClusterStream {
  send(message: XmppFromClient): void;
  /** Nothing more is told. Does not say goodbye: that is a message. */
  forget(): void;
}

export interface ClusterHostOptions {
  readonly options: ClusterOptions;
  readonly origin: ClockOrigin;
  readonly onLog: (entry: ClusterLogEntry) => void;
  /** For the rest of the deployment (`options.hosted`). */
  readonly onMail?: (mail: ClusterMail) => void;
}

export interface ClusterHost {
  readonly clock: Clock;
  /** `answer` is called once, or never after the returned function was called. */
  request(
    node: NodeName,
    request: ApiRequest,
    authorization: Authorization | undefined,
    answer: (answer: RestAnswer) => void,
  ): () => void;
  openStream(node: NodeName, onEvent: (event: StreamEvent) => void): ClusterStream;
  /** To the chat service, which lives with what the nodes share. */
  openChat(onFrame: (frame: ChatToClient) => void): ClusterChat;
  /** Throws `ClusterRefusal` for what cannot be. */
  fault(fault: ClusterFault): void;
  mail(mail: ClusterMail): void;
  partLost(node: NodeName): void;
  /** Whether the node's services run, here: not after they were stopped, or shut down at the end of a maintenance. */
  runs(node: NodeName): boolean;
  view(): ClusterView;
  stop(): void;
}

/** Whole virtual milliseconds, as the time stamps on the wire have. */
function wholeMilliseconds(clock: Clock): Clock {
  return { origin: clock.origin, now: () => Math.floor(clock.now()), at: (due, call) => clock.at(due, call) };
}

export function createClusterHost({ options, origin, onLog, onMail }: ClusterHostOptions): ClusterHost {
  const clock = wholeMilliseconds(createClock(origin));
  const cluster = createCluster(options, clock.now());
  const requests = new Map<string, (answer: RestAnswer) => void>();
  const streams = new Map<string, (event: StreamEvent) => void>();
  const chats = new Map<string, (frame: ChatToClient) => void>();
  let names = 0;

  const answer = (id: string, result: RestAnswer): void => {
    const done = requests.get(id);
    requests.delete(id);
    done?.(result);
  };
  const carryOut = (effect: ClusterEffect): void => {
    switch (effect.type) {
      case 'rest-reply':
        answer(effect.id, { reply: effect.reply });
        return;
      case 'rest-refused':
        answer(effect.id, { refused: effect.reason });
        return;
      case 'xmpp':
        streams.get(effect.session)?.(effect.message);
        return;
      case 'xmpp-answer':
        streams.get(effect.session)?.(effect.answer);
        return;
      case 'mail':
        onMail?.(effect.mail);
        return;
      case 'log':
        onLog(effect.entry);
        return;
      case 'chat':
        chats.get(effect.session)?.(effect.message);
        return;
    }
  };
  const driver = drive<ClusterInput, ClusterEffect>(cluster, clock, {
    execute: (effects) => effects.forEach(carryOut),
  });

  return {
    clock,
    request(node, request, authorization, done) {
      const id = `${node}-request-${(names += 1)}`;
      requests.set(id, done);
      driver.feed({ type: 'rest', id, node, request, ...(authorization ? { authorization } : {}) });
      return () => requests.delete(id);
    },
    openStream(node, onEvent) {
      const session = `${node}-stream-${(names += 1)}`;
      streams.set(session, onEvent);
      return {
        send: (message) => driver.feed({ type: 'xmpp', node, session, message }),
        forget: () => streams.delete(session),
      };
    },
    openChat(onFrame) {
      const session = `chat-${(names += 1)}`;
      chats.set(session, onFrame);
      return {
        send: (message) => driver.feed({ type: 'chat', session, message }),
        forget: () => chats.delete(session),
      };
    },
    fault: (fault) => driver.feed({ type: 'fault', fault }),
    mail: (mail) => driver.feed({ type: 'mail', mail }),
    partLost: (node) => driver.feed({ type: 'part-lost', node }),
    runs: (node) => cluster.view().nodes[node].running,
    view: () => cluster.view(),
    stop: () => driver.stop(),
  };
}
