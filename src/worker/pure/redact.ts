/**
 * A recording without personal data: people, numbers and what customers said become stable pseudonyms, the same for the same
 * value throughout, and the hashes are made anew over the redacted inputs, so that it replays like the first. Pure.
 */
import type { Core, CoreInput, CoreSnapshot } from '../../core/contract.ts';
import { IllegalInput } from '../../core/contract.ts';
import type { RecordedStep, Recording } from './recording.ts';
import { viewHash } from './view-hash.ts';

/** Values that stand for a person, wherever they turn up: in a path, an address, a sentence, a name of a field. */
const identities: Readonly<Record<string, 'name' | 'number'>> = {
  firstName: 'name',
  lastName: 'name',
  loginName: 'name',
  loginId: 'number',
  agentId: 'number',
  userId: 'number',
  user: 'number',
  extension: 'number',
  mediaAddress: 'number',
  targetMediaAddress: 'number',
  fromAddress: 'number',
  toAddress: 'number',
  dialedNumber: 'number',
  DNIS: 'number',
  phoneNumber: 'number',
  to: 'number',
};
/** What somebody wrote or a secret; replaced where it stands. */
const texts: ReadonlySet<string> = new Set([
  'content',
  'description',
  'dtmfString',
  'text',
  'excerpt',
  'logData',
  'accessToken',
  'refreshToken',
  'token',
]);
/** Not a person, though one of the fields above holds it: the server's own user, nodes, states of a maintenance. */
const nobody: ReadonlySet<string> = new Set(['finesse', 'publisher', 'subscriber']);
/** Below this a word is too common to be looked for in sentences. */
const shortest = 3;

export interface RedactedRecording {
  readonly recording: Recording;
  readonly pseudonyms: number;
  /** Steps whose phase and epoch are those of the recording as it was; less than all means that replay is not the same. */
  readonly faithful: number;
}

export function redactRecording(recording: Recording, coreFrom: (snapshot: CoreSnapshot) => Core): RedactedRecording {
  const { start, inputs } = recording;
  const bare = inputs.map(({ at, input }): RecordedStep => (input === undefined ? { at } : { at, input }));
  const { redact, count } = pseudonymsFor([start, bare]);
  const redacted: Recording = {
    version: 1,
    build: recording.build,
    redacted: true,
    start: redact(start) as CoreSnapshot,
    inputs: redact(bare) as readonly RecordedStep[],
  };
  const before = stepper(coreFrom(start));
  const after = stepper(coreFrom(redacted.start));
  let faithful = 0;
  const hashed = redacted.inputs.map((step, index) => {
    const was = before(bare[index] ?? step);
    const is = after(step);
    if (was.phase === is.phase && was.epoch === is.epoch) faithful += 1;
    return { ...step, view: viewHash(is) };
  });
  return { recording: { ...redacted, inputs: hashed }, pseudonyms: count, faithful };
}

/** Feeds a core step by step; what it refuses now it refused then. */
export function stepper(core: Core): (step: RecordedStep) => ReturnType<Core['view']> {
  return ({ at, input }) => {
    try {
      if (input) core.handle(input satisfies CoreInput, at);
      else core.wake(at);
    } catch (error) {
      if (!(error instanceof IllegalInput)) throw error;
    }
    core.effects();
    return core.view();
  };
}

function pseudonymsFor(all: unknown): { readonly redact: (value: unknown) => unknown; readonly count: number } {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  const found = new Map<string, 'name' | 'number'>();
  walk(all, (key, value) => {
    taken.add(value);
    const kind = identities[key];
    if (kind && value !== '' && !nobody.has(value)) found.set(value, found.get(value) ?? kind);
  });
  const invent = (value: string, kind: string): string => {
    for (let number = known.size + 1; ; number += 1) {
      // Digits stay digits of the same length: a number is shown and compared as one.
      const made = /^\d{3,}$/.test(value) ? `9${String(number).padStart(value.length - 1, '0')}` : `${kind}-${number}`;
      if (taken.has(made)) continue;
      taken.add(made);
      known.set(value, made);
      return made;
    }
  };
  for (const [value, kind] of found) invent(value, kind);
  const pattern = patternOf([...found.keys()]);
  const memory = new Map<string, string>();
  const inSentence = (text: string): string => {
    const whole = found.has(text) ? known.get(text) : memory.get(text);
    if (whole !== undefined) return whole;
    const made = pattern ? text.replaceAll(pattern, (each) => known.get(each) ?? each) : text;
    memory.set(text, made);
    return made;
  };
  const redact = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      if (texts.has(key) && value !== '') return known.get(value) ?? invent(value, 'text');
      return inSentence(value);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => redact(each, key === 'callVariables' ? 'callVariable' : key));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        inSentence(name),
        redact(each, key === 'callVariable' && name === 'value' ? 'text' : name),
      ]),
    );
  };
  return {
    redact: (value) => redact(value),
    get count() {
      return known.size;
    },
  };
}

/** Longest first, as whole words. */
function patternOf(values: readonly string[]): RegExp | undefined {
  const words = values
    .filter((value) => value.length >= shortest)
    .toSorted((a, b) => b.length - a.length)
    .map((value) => value.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`));
  return words.length === 0
    ? undefined
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

function walk(value: unknown, visit: (key: string, text: string) => void, key = ''): void {
  if (typeof value === 'string') visit(key, value);
  else if (Array.isArray(value)) for (const each of value) walk(each, visit, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) walk(each, visit, name);
}
