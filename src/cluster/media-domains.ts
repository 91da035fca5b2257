/** The Media Routing Domains of the deployment: configuration that every part may read. Knows nothing of states. */
import type { MediaOptions } from '../wire/media.ts';
import type { Ms } from '../wire/names.ts';

export interface MediaDomain {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Something more urgent may interrupt a task. */
  readonly interruptible: boolean;
  /** A task not accepted within this time is RONA (the domain's StartTimeout). assumed; usual settings. */
  readonly startTimeout: Ms;
}

export const mediaDomains: readonly MediaDomain[] = [
  { id: '5000', name: 'Cisco_Chat_MRD', description: 'Chat', interruptible: false, startTimeout: 20_000 },
  { id: '5001', name: 'Cisco_Email_MRD', description: 'E-mail', interruptible: true, startTimeout: 60_000 },
];

export const domainOf = (mrdId: string): MediaDomain | undefined => mediaDomains.find((each) => each.id === mrdId);

/** What a node shows that does not know an agent's own choice (assumed; the documentation says "wrong values"). */
export const unknownOptions: MediaOptions = {
  maxDialogLimit: 1,
  interruptAction: 'ACCEPT',
  dialogLogoutAction: 'CLOSE',
};

/** One agent in one domain, as a key of records. */
export const mediaKey = (loginId: string, mrdId: string): string => `${loginId}/${mrdId}`;

/** A customer's tasks that wait for one agent are bounded, like everything that an operator can heap up. */
export const waitingTasksLimit = 50;
