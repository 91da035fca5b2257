/**
 * The trace of a run: one short line for everything that crosses a border, hashed as it comes; the last lines are kept for
 * the story of a failure, all of them only when somebody wants the file.
 */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { CoreEffect, CoreInput } from '../../core/contract.ts';
import type { Ms } from '../../wire/names.ts';
import { createTextHash } from './fnv.ts';

export interface Trace {
  /** `desk`: whom it concerns; empty for the world. */
  note(at: Ms, desk: string, text: string): void;
  hash(): string;
  /** The last lines of the world and of this desk. */
  story(desk: string | undefined, lines: number): string[];
}

/** So many lines are kept for a story. */
const kept = 3_000;

interface Line {
  readonly at: Ms;
  readonly desk: string;
  readonly text: string;
}

export const traceLine = ({ at, desk, text }: Line): string =>
  `${(at / 1000).toFixed(3).padStart(9)}  ${desk.padEnd(5)}  ${text}`;

export function createTrace(sink?: (line: string) => void): Trace {
  const hash = createTextHash();
  const ring: Line[] = [];
  let next = 0;
  return {
    note(at, desk, text) {
      hash.addNumber(at);
      hash.add(desk);
      hash.add(text);
      const line = { at, desk, text };
      ring[next] = line;
      next = (next + 1) % kept;
      sink?.(traceLine(line));
    },
    hash: hash.digest,
    story(desk, lines) {
      const inOrder = [...ring.slice(next), ...ring.slice(0, next)];
      const relevant = inOrder.filter((line) => line.desk === '' || desk === undefined || line.desk === desk);
      return relevant.slice(-lines).map(traceLine);
    },
  };
}

export function inputWords(input: CoreInput): string {
  switch (input.type) {
    case 'reply': {
      const { payload, status } = input.reply;
      const shown =
        payload.kind === 'SystemInfo' ? `${payload.value.status} ${payload.value.lastCTIHeartbeatStatus}` : '';
      return `> reply ${input.id} ${status} ${payload.kind} ${shown}`;
    }
    case 'request-failed':
      return `> request ${input.id} ${input.failure}`;
    case 'channel': {
      const { event } = input;
      switch (event.kind) {
        case 'item':
          return `> channel ${input.channel} item ${event.itemId.slice(-6)} ${event.path.slice(13)} ${dataWords(event.update.data)}`;
        case 'failed':
        case 'closed':
          return `> channel ${input.channel} ${event.kind} ${event.reason}`;
        case 'presence':
          return `> channel ${input.channel} presence ${event.user} ${event.available ? 'available' : 'unavailable'}`;
        case 'subscribed':
          return `> channel ${input.channel} subscribed ${event.path.slice(13)}`;
        default:
          return `> channel ${input.channel} ${event.kind}`;
      }
    }
    case 'chat':
      return `> chat ${input.link} ${input.event.kind}`;
    case 'command':
      return `> command ${input.id} ${commandWords(input.command)}`;
    case 'sign-in':
      return `> sign-in ${input.agentId} at ${input.node}`;
    case 'resume':
      return `> resume at ${input.session.node}, epoch ${input.session.epoch}`;
    case 'session-lapsed':
      return `> session-lapsed after ${input.awayMs}`;
    case 'tabs':
      return `> tabs ${input.count}`;
    case 'network-hint':
      return `> hint ${input.online ? 'online' : 'offline'}`;
    default:
      return `> ${input.type}`;
  }
}

function dataWords(
  data: Extract<Extract<CoreInput, { type: 'channel' }>['event'], { kind: 'item' }>['update']['data'],
): string {
  if (data.kind === 'User') return `User ${data.value.state} ${data.value.reasonCode?.code ?? ''}`;
  if (data.kind === 'SystemInfo') return `SystemInfo ${data.value.status}`;
  if (data.kind === 'ApiErrors') return `ApiErrors ${data.value[0]?.errorMessage ?? ''}`;
  return data.kind;
}

function commandWords(command: Extract<CoreInput, { type: 'command' }>['command']): string {
  switch (command.type) {
    case 'set-state':
      return `set-state ${command.state} ${command.reasonCodeId ?? ''}`;
    case 'make-call':
      return `make-call ${command.to}`;
    case 'call-action':
      return `${command.action} ${command.dialogId}`;
    case 'call-to':
      return `${command.action} ${command.dialogId} ${command.to}`;
    case 'send-tones':
      return `send-tones ${command.dialogId} ${command.tones}`;
    case 'drop-participant':
      return `drop-participant ${command.dialogId} ${command.address}`;
    case 'supervise-call':
      return `${command.action} ${command.extension}`;
    case 'update-call-data':
      return `update-call-data ${command.dialogId}`;
    case 'set-member-state':
      return `set-member-state ${command.loginId} ${command.state}`;
    case 'task-action':
      return `${command.action} ${command.taskId}`;
    case 'media-sign-in':
    case 'media-state':
    case 'media-routable':
      return `${command.type} ${command.mrdId}`;
    case 'chat-status':
      return `${command.type} ${command.status}`;
    case 'chat-send':
      return `${command.type} ${command.to}`;
    case 'chat-close':
      return `${command.type} ${command.with}`;
    case 'delete-team-message':
      return `${command.type} ${command.messageId}`;
    case 'send-team-message':
    case 'start-maintenance':
    case 'cancel-maintenance':
      return command.type;
  }
}

export function effectWords(effect: CoreEffect): string {
  switch (effect.type) {
    case 'request': {
      const { id, epoch, node, request } = effect;
      return `< request ${id} e${epoch} ${node} ${request.method} ${request.path.slice(13)} ${request.body?.kind ?? ''}`;
    }
    case 'open-channel':
      return `< open-channel ${effect.channel} e${effect.epoch} ${effect.node}`;
    case 'subscribe':
      return `< subscribe ${effect.channel} ${effect.path.slice(13)}`;
    case 'present-channel':
    case 'close-channel':
    case 'ping':
      return `< ${effect.type} ${effect.channel}`;
    case 'open-chat':
    case 'close-chat':
      return `< ${effect.type} ${effect.link}`;
    case 'chat-send':
      return `< ${effect.type} ${effect.link} ${effect.word.kind}`;
    case 'settle-command':
      return `< settle ${effect.id} ${effect.outcome.outcome} ${'code' in effect.outcome ? effect.outcome.code : ''}`;
    case 'settle-gadget-read':
      return `< settle ${effect.id} ${effect.outcome.kind}`;
    case 'announce':
      return `< announce ${effect.notice.id} ${effect.notice.kind} ${effect.notice.key}`;
    case 'persist':
      return `< persist ${effect.session ? `${effect.session.node} e${effect.session.epoch}` : 'nothing'}`;
    case 'mark':
      return `< mark ${effect.name} e${effect.epoch} ${effect.node ?? ''}`;
    case 'hand-over':
      return `< hand-over e${effect.epoch} ${effect.node}`;
    case 'save-gadgets':
      return `< save-gadgets ${effect.round}`;
    case 'reload-pages':
      return `< reload-pages e${effect.epoch}`;
  }
}

export const logWords = (entry: ClusterLogEntry): string => `${entry.part}: ${entry.text}`;
