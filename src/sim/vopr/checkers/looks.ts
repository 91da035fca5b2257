/** What the answers to SystemInfo requests showed: which request asked which node. Shared by checkers; judges nothing. */
import type { CoreEffect, CoreInput } from '../../../core/contract.ts';
import type { NodeName } from '../../../wire/names.ts';
import { paths } from '../../../wire/paths.ts';
import type { SystemInfo } from '../../../wire/system-info.ts';

export interface Asked {
  readonly node: NodeName;
  readonly isProbe: boolean;
}

export interface RequestBook {
  forget(desk: string): void;
  effect(desk: string, effect: CoreEffect): void;
  isProbe(desk: string, id: number): boolean;
  /** Whom the answered request had asked; `undefined` for an answer to nothing that is known. */
  asked(desk: string, input: CoreInput): Asked | undefined;
}

export function createRequestBook(): RequestBook {
  const books = new Map<string, Map<number, Asked>>();
  return {
    forget: (desk) => void books.set(desk, new Map()),
    effect(desk, effect) {
      if (effect.type !== 'request') return;
      const { id, node, request } = effect;
      books.get(desk)?.set(id, { node, isProbe: request.method === 'GET' && request.path === paths.systemInfo });
    },
    isProbe: (desk, id) => books.get(desk)?.get(id)?.isProbe === true,
    asked(desk, input) {
      return input.type === 'reply' || input.type === 'request-failed' ? books.get(desk)?.get(input.id) : undefined;
    },
  };
}

export function systemInfoIn(input: CoreInput): SystemInfo | undefined {
  const payload =
    input.type === 'reply'
      ? input.reply.payload
      : input.type === 'channel' && input.event.kind === 'item'
        ? input.event.update.data
        : undefined;
  return payload?.kind === 'SystemInfo' ? payload.value : undefined;
}
