/** The chat service (IM&P) of the scripted nodes: one scripted partner, statuses that it keeps, chats that it forgets. Test code only. */
import type { ChatEffect, ChatEvent, ChatStatus, ChatWord } from '../chat-contract.ts';

type Feed = (link: number, event: ChatEvent) => void;

export class FakeChat {
  /** Off: words and openings are not answered. */
  answers = true;
  refuses: 'refused' | 'unauthorized' | 'none' | undefined;
  status: ChatStatus = 'AVAILABLE';
  link: number | undefined;
  /** When each link was asked for. */
  readonly opened: number[] = [];
  readonly words: ChatWord[] = [];
  private readonly feed: Feed;
  private readonly later: (run: () => void) => void;
  private chats = 0;

  constructor(feed: Feed, later: (run: () => void) => void) {
    this.feed = feed;
    this.later = later;
  }

  execute(effect: ChatEffect): void {
    if (effect.type === 'open-chat') {
      this.opened.push(effect.link);
      if (this.answers) this.later(() => this.open(effect.link));
    } else if (effect.type === 'close-chat') {
      if (this.link === effect.link) this.link = undefined;
    } else {
      this.words.push(effect.word);
      if (this.answers) this.later(() => this.answer(effect.link, effect.word));
    }
  }

  tell(event: ChatEvent): void {
    if (this.link !== undefined) this.feed(this.link, event);
    if (event.kind === 'closed') this.link = undefined;
  }

  private open(link: number): void {
    if (this.refuses) {
      this.feed(link, { kind: 'failed', reason: this.refuses });
      return;
    }
    this.link = link;
    const contacts = [{ user: '1002', name: 'Jonas Weber', status: 'AVAILABLE' } as const];
    this.feed(link, { kind: 'open', status: this.status, contacts });
  }

  private answer(link: number, word: ChatWord): void {
    if (link !== this.link) return;
    switch (word.kind) {
      case 'set-status':
        this.status = word.status;
        this.feed(link, { kind: 'presence', user: '1001', status: word.status });
        break;
      case 'open-chat':
        if (word.with === '1002') this.feed(link, { kind: 'chat-opened', chat: `chat-${++this.chats}`, with: '1002' });
        else this.feed(link, { kind: 'word-refused', what: 'open-chat', reason: 'that user is not there' });
        break;
      case 'say':
        this.feed(link, { kind: 'said', chat: word.chat, from: '1001', text: word.text });
        break;
      case 'close-chat':
        this.feed(link, { kind: 'chat-closed', chat: word.chat, reason: 'closed' });
    }
  }
}
