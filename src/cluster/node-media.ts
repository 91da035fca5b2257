/**
 * A node's part in non-voice media: its copy of states and tasks, what it publishes of them, the options that only it
 * knows, and what it does by itself - giving way to calls, and Work to active where that is automatic (MRD-2).
 */
import type { MediaOptions } from '../wire/media.ts';
import { paths } from '../wire/paths.ts';
import type { Update } from '../wire/update.ts';
import { mediaKey } from './media-domains.ts';
import type { MediaCatchUp, MediaEvent, MediaFact, MediaWish, Task } from './media-messages.ts';
import { freshNodeMedia } from './media-state.ts';
import type { CtiEvent } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { NodeContext } from './part.ts';
import { without } from './record.ts';
import { renderMedia, renderTask } from './render-media.ts';
import type { NodeState } from './state.ts';

export const isMediaEvent = (event: CtiEvent): event is MediaEvent =>
  event.kind === 'media' || event.kind === 'task' || event.kind === 'task-ended' || event.kind === 'interrupt';

export function takeInMedia(node: NodeState, event: MediaEvent, context: NodeContext): void {
  switch (event.kind) {
    case 'media': {
      learnFact(node, event.media, context);
      return;
    }
    case 'task': {
      taskChanged(node, event.task, context);
      return;
    }
    case 'task-ended': {
      taskEnded(node, event.task, context);
      return;
    }
    case 'interrupt': {
      // Whoever knows no choice of the agent's keeps silent: that is the node where the agent is not.
      const options = node.media.options[mediaKey(event.loginId, event.mrdId)];
      if (options?.interruptAction === 'ACCEPT') askFor(node, event, { kind: 'give-way' }, context);
      return;
    }
  }
}

function learnFact(node: NodeState, fact: MediaFact, context: NodeContext): void {
  const key = mediaKey(fact.loginId, fact.mrdId);
  const before = node.media.facts[key];
  node.media.facts[key] = fact;
  if (fact.via !== node.name || fact.state === 'LOGOUT') node.media.options = without(node.media.options, key);
  if (before?.state !== 'WORK' || fact.state !== 'WORK' || before.via === fact.via) publishMedia(node, fact, context);
  // The desktop has turned to this node in the middle of Work: the same as a reconnect (MRD-5).
  else backToActive(node, fact, context);
}

/**
 * Nobody asks whether gadgets are ready (MRD-2); where the property is off, the desktop says when they are (MRD-3).
 */
function backToActive(node: NodeState, fact: MediaFact, context: NodeContext): void {
  if (fact.state !== 'WORK' || fact.via !== node.name) return;
  const { autoWorkModeStateChange } = node.media;
  const automatic = autoWorkModeStateChange
    ? !isMutated(context.options, 'mrd-2-stays-in-work')
    : isMutated(context.options, 'mrd-3-goes-back-by-itself');
  if (automatic) askFor(node, fact, { kind: 'connected' }, context);
}

function askFor(
  node: NodeState,
  { loginId, mrdId }: Pick<MediaFact, 'loginId' | 'mrdId'>,
  wish: MediaWish,
  context: NodeContext,
): void {
  context.toPg({ kind: 'request', node: node.name, request: { kind: 'media', loginId, requestId: '', mrdId, wish } });
}

function publishMedia(node: NodeState, fact: MediaFact, context: NodeContext): void {
  const value = renderMedia(node, fact.loginId, fact.mrdId);
  if (!value) return;
  publish(node, value.uri, { event: 'put', source: value.uri, requestId: '', data: { kind: 'Media', value } }, context);
}

function taskChanged(node: NodeState, task: Task, context: NodeContext): void {
  const isNew = node.media.tasks[task.id] === undefined;
  node.media.tasks[task.id] = task;
  const value = renderTask(task);
  const list = paths.userMediaDialogs(task.loginId, task.mrdId);
  const update: Update = isNew
    ? { event: 'post', source: list, requestId: '', data: { kind: 'Dialogs', value: [value] } }
    : { event: 'put', source: value.uri, requestId: '', data: { kind: 'Dialog', value } };
  publish(node, paths.userDialogsMedia(task.loginId), update, context);
}

function taskEnded(node: NodeState, task: Task, context: NodeContext): void {
  if (!node.media.tasks[task.id]) return;
  node.media.tasks = without(node.media.tasks, task.id);
  const source = paths.userMediaDialogs(task.loginId, task.mrdId);
  const data = { kind: 'Dialogs', value: [renderTask(task)] } as const;
  publish(node, paths.userDialogsMedia(task.loginId), { event: 'delete', source, requestId: '', data }, context);
}

function publish(node: NodeState, path: string, update: Update, context: NodeContext): void {
  context.toNotification(node.name, { kind: 'publish', path, update });
}

/** The CTI link is back: what is the case now is published, and Work is left where that is automatic. */
export function catchUpMedia(node: NodeState, learnt: MediaCatchUp, context: NodeContext): void {
  const open = new Set(learnt.tasks.map((task) => task.id));
  for (const task of Object.values(node.media.tasks)) {
    if (!open.has(task.id)) taskEnded(node, { ...task, state: 'CLOSED', changedAt: context.now }, context);
  }
  for (const task of learnt.tasks) taskChanged(node, task, context);
  for (const fact of learnt.media) {
    const key = mediaKey(fact.loginId, fact.mrdId);
    const known = node.media.facts[key];
    node.media.facts[key] = fact;
    if (fact.state !== 'LOGOUT' || (known && known.state !== 'LOGOUT')) publishMedia(node, fact, context);
    backToActive(node, fact, context);
  }
}

/** The agent's choice at sign-in: this node knows it, the other does not. */
export function rememberOptions(node: NodeState, loginId: string, mrdId: string, options: MediaOptions): void {
  node.media.options[mediaKey(loginId, mrdId)] = options;
}

/** The web application has stopped: its memory is gone, its properties are not. */
export function forgetMedia(node: NodeState): void {
  node.media = freshNodeMedia(node.media.autoWorkModeStateChange);
}
