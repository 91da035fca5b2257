/** Non-voice media of the scripted nodes: one domain, one truth, options that each node knows for itself. Test code only. */
import type { ApiReply, ApiRequest, WirePayload } from '../../wire/http.ts';
import type { Dialog } from '../../wire/dialog.ts';
import type { Media, MediaOptions } from '../../wire/media.ts';
import { nodeNames, type NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { Update } from '../../wire/update.ts';
import { agentId } from './fixtures.ts';

export const chat = '5000';
export const someOptions: MediaOptions = {
  maxDialogLimit: 3,
  interruptAction: 'IGNORE',
  dialogLogoutAction: 'TRANSFER',
};
const unknownOptions: MediaOptions = { maxDialogLimit: 1, interruptAction: 'ACCEPT', dialogLogoutAction: 'CLOSE' };

export function task(id: string, state: Dialog['state'] = 'ACTIVE'): Dialog {
  return {
    uri: paths.dialog(id),
    id,
    mediaType: 'Cisco_Chat_MRD',
    fromAddress: 'customer-1',
    toAddress: agentId,
    state,
    associatedDialogUri: '',
    secondaryId: '',
    mediaProperties: {
      mediaId: chat,
      callType: '',
      dialedNumber: '',
      DNIS: '',
      queueNumber: '',
      queueName: '',
      wrapUpReason: '',
      callVariables: [],
    },
    participants: [],
  };
}

type Publish = (node: NodeName, path: string, update: Omit<Update, 'requestId'> & { requestId?: string }) => void;
interface Answering {
  readonly ok: (payload?: WirePayload) => ApiReply;
  readonly refuse: (errorType: string) => ApiReply;
}

export class FakeMedia {
  state: Media['state'] = 'LOGOUT';
  /** What the node makes of `WORK` when it is asked to: the server computes it. */
  afterWork: Media['state'] = 'READY';
  /** `enableAutoWorkModeStateChange`. */
  automatic = false;
  via: NodeName | undefined;
  tasks: Dialog[] = [];
  options: Partial<Record<NodeName, MediaOptions>> = {};
  /** The next request to leave Work gets this instead. */
  refusal: string | undefined;
  private readonly publish: Publish;

  constructor(publish: Publish) {
    this.publish = publish;
  }

  media(node: NodeName): Media {
    return {
      uri: paths.userMedia(agentId, chat),
      id: chat,
      name: 'Cisco_Chat_MRD',
      description: 'Chat',
      state: this.state,
      stateChangeTime: '',
      routable: true,
      interruptible: false,
      ...(this.options[node] ?? unknownOptions),
    };
  }

  set(state: Media['state']): void {
    this.state = state;
    for (const node of nodeNames) {
      const value = this.media(node);
      this.publish(node, value.uri, { event: 'put', source: value.uri, data: { kind: 'Media', value } });
    }
  }

  tell(event: Update['event'], changed: Dialog): void {
    this.tasks = [...this.tasks.filter(({ id }) => id !== changed.id), ...(event === 'delete' ? [] : [changed])];
    const source = event === 'put' ? changed.uri : paths.userMediaDialogs(agentId, chat);
    const data = event === 'put' ? ({ kind: 'Dialog', value: changed } as const) : dialogs([changed]);
    for (const node of nodeNames) this.publish(node, paths.userDialogsMedia(agentId), { event, source, data });
  }

  answer(
    node: NodeName,
    { method, path, body, requestId = '' }: ApiRequest,
    { ok, refuse }: Answering,
  ): ApiReply | undefined {
    if (method === 'GET') {
      if (path === paths.userMediaList(agentId)) return ok({ kind: 'MediaList', value: [this.media(node)] });
      return path === paths.userMediaDialogs(agentId, chat) ? ok(dialogs(this.tasks)) : undefined;
    }
    if (path !== paths.userMedia(agentId, chat)) return undefined;
    switch (body?.kind) {
      case 'MediaLogin':
        this.signIn(node, { ...someOptions, ...body }, requestId);
        return ok();
      case 'MediaConnected':
        if (this.refusal !== undefined) return refuse(this.refusal);
        if (this.state !== 'WORK') return refuse('Invalid State');
        this.set(this.afterWork);
        return ok();
      case 'MediaState':
        this.set(body.state);
        return ok();
      default:
        return undefined;
    }
  }

  private signIn(node: NodeName, options: MediaOptions, requestId: string): void {
    const { maxDialogLimit, interruptAction, dialogLogoutAction } = options;
    this.options = { [node]: { maxDialogLimit, interruptAction, dialogLogoutAction } };
    this.via = node;
    if (this.state === 'LOGOUT') {
      this.set('NOT_READY');
      return;
    }
    const source = paths.userMedia(agentId, chat);
    const errorMessage = 'E_ARM_STAT_AGENT_ALREADY_LOGGED_IN';
    const data = { kind: 'ApiErrors', value: [{ errorType: 'Generic Error', errorMessage, errorData: '' }] } as const;
    this.publish(node, paths.userMediaList(agentId), { event: 'put', source, requestId, data });
    if (this.automatic && this.state === 'WORK') this.set(this.afterWork);
  }
}

const dialogs = (value: readonly Dialog[]): WirePayload => ({ kind: 'Dialogs', value });
