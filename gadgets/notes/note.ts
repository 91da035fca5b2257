/** What a saved note is, and how the notes of the first version become some. Pure. */
import { words } from './words.ts';

export interface Note {
  readonly id: string;
  readonly text: string;
  /** Ms since 1970; 0 for notes of the first version, which had no time. */
  readonly at: number;
  /** The call it is about, or `no-call`. */
  readonly scope: string;
  /** The call in words, readable when the call is long gone. */
  readonly about: string;
}

/** What can be written about: a call, or nothing in particular. Its id is the draft's scope. */
export interface Subject {
  readonly id: string;
  readonly about: string;
}

export const noCall: Subject = {
  id: 'no-call',
  get about() {
    return words.noCall;
  },
};

/** Version 1 kept plain texts. Throws on anything else: the old record is then kept aside. */
export function migrateNotes(old: unknown, version: number): readonly Note[] {
  if (version !== 1 || !Array.isArray(old) || !old.every((text): text is string => typeof text === 'string'))
    throw new Error('these are no notes of version 1');
  return old.map((text, at) => ({ id: `v1-${at}`, text, at: 0, scope: noCall.id, about: noCall.about }));
}
