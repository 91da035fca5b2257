/** One line per thing worth seeing in the lab's live log, in the field's words. Pure. Never shows a body or a credential. */
import type { CoreEffect, CoreInput } from '../../core/contract.ts';

export function describeInput(input: CoreInput): string | undefined {
  switch (input.type) {
    case 'reply':
      return `reply ${input.id}: ${input.reply.status} ${input.reply.payload.kind}`;
    case 'request-failed':
      return `request ${input.id}: ${input.failure}`;
    case 'channel': {
      const { event } = input;
      const name = `channel ${input.channel}`;
      if (event.kind === 'pong') return undefined;
      if (event.kind === 'item') return `${name}: ${event.update.event} ${event.path}`;
      if (event.kind === 'malformed-item') return `${name}: unreadable item of ${event.path}`;
      if (event.kind === 'presence') return `${name}: ${event.user} ${event.available ? 'available' : 'unavailable'}`;
      if (event.kind === 'subscribed') return `${name}: subscribed to ${event.path}`;
      return `${name}: ${event.kind}${'reason' in event ? ` (${event.reason})` : ''}`;
    }
    case 'sign-in':
      return `sign-in of ${input.agentId} on the ${input.node}`;
    case 'command':
      return `command ${input.command.type}`;
    case 'media-channel':
      return `gadget ${input.gadgetId}: channel of MRD ${input.mrdId} ${input.channel}`;
    case 'chat': {
      const { event } = input;
      if (event.kind === 'said' || event.kind === 'presence') return undefined;
      return `chat: ${event.kind}${'reason' in event ? ` (${event.reason})` : ''}`;
    }
    case 'tabs':
      return `tabs: ${input.count}`;
    case 'resume':
    case 'session-lapsed':
      return `${input.type} of ${input.session.agentId}`;
    default:
      return input.type;
  }
}

export function describeEffect(effect: CoreEffect): string | undefined {
  switch (effect.type) {
    case 'request':
      return `request ${effect.id}: ${effect.request.method} ${effect.request.path} to the ${effect.node}`;
    case 'open-channel':
      return `channel ${effect.channel}: ${effect.presence === 'later' ? 'prepared at' : 'open to'} the ${effect.node}`;
    case 'present-channel':
      return `channel ${effect.channel}: presence`;
    case 'close-channel':
      return `channel ${effect.channel}: close`;
    case 'subscribe':
      return `channel ${effect.channel}: subscribe to ${effect.path}`;
    case 'settle-gadget-read':
      return `read of a gadget settled: ${effect.outcome.kind}`;
    case 'settle-command':
      return `command settled: ${effect.outcome.outcome}`;
    case 'announce':
      return `announce ${effect.notice.key}`;
    case 'reload-pages':
      return `reload pages for the ${effect.node}`;
    case 'hand-over':
      return `hand over to the ${effect.node}`;
    case 'save-gadgets':
      return `save gadgets, round ${effect.round}`;
    case 'open-chat':
      return 'chat: connect';
    case 'close-chat':
      return 'chat: goodbye';
    case 'chat-send':
    case 'ping':
    case 'persist':
    case 'mark':
      return undefined;
  }
}
