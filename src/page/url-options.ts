/**
 * What the page's address asks for, as a typed value with typed problems. Pure: takes the text, knows no browser. A bad
 * value is told to the user and left out; it never becomes another value silently.
 */
import { languageTags, type LanguageTag } from './language.ts';
import type { MoveKind, DesktopProfile, Preparation } from '../core/contract.ts';

export interface UrlOptions {
  /** `profile=swift|12.6|11.x`. Absent: as the core was configured last. */
  readonly profile: DesktopProfile | undefined;
  /** `move=in-place|reload|redirect`. */
  readonly move: MoveKind | undefined;
  /** `prepare=off|on-suspicion|while-connected`: when a session is made ready on the other node. */
  readonly prepare: Preparation | undefined;
  /** `speed=N`, 1 to 60: how much faster than real the simulated cluster's clock runs. */
  readonly speed: number;
  /** `core=dedicated`: no SharedWorker even where there is one. */
  readonly host: 'auto' | 'dedicated';
  /** `agent=1001`: fills the sign-in page, or signs in with `signin`. */
  readonly agent: string | undefined;
  /** `signin`: signs `agent` in at once, in mock mode. */
  readonly signIn: boolean;
  /** `live=NAME`: real nodes by the name of their pair, instead of mock mode. */
  readonly live: string | undefined;
  /** False with `no-sw`. */
  readonly serviceWorker: boolean;
  /** `sso=2|11|480`: in mock mode people sign in by tokens that last so many minutes; absent: as it was. */
  readonly signInMinutes: '2' | '11' | '480' | undefined;
  /** `lab`: opens the failover lab at start. */
  readonly lab: boolean;
  /** `scenario=NAME`: chooses a scenario in the lab, which it opens. */
  readonly scenario: string | undefined;
  /** `language=en|en-XA|ar-XB`: the last two are pseudo-languages, for finding words that no catalogue holds. */
  readonly language: LanguageTag | undefined;
}

export interface UrlProblem {
  readonly code: 'unknown-value' | 'not-a-number' | 'out-of-range' | 'bad-agent' | 'missing-agent' | 'mock-only';
  readonly parameter: string;
  readonly value: string;
  /** A sentence for people: what is wrong and what was done instead. */
  readonly message: string;
}

// Values, because the page may import only types of the core; `satisfies` keeps them complete.
const profiles = { swift: true, '12.6': true, '11.x': true } satisfies Record<DesktopProfile, true>;
const moves = { 'in-place': true, reload: true, redirect: true } satisfies Record<MoveKind, true>;
const preparations = { off: true, 'on-suspicion': true, 'while-connected': true } satisfies Record<Preparation, true>;
const signInMinutes = { '2': true, '11': true, '480': true } as const;
const hosts = { auto: true, dedicated: true } as const;

const slowest = 1;
/** Beyond this the browser's own milliseconds would look like time-outs of a node. */
const fastest = 60;

/** `search` is a query string, with or without the question mark. */
export function readUrlOptions(search: string): {
  readonly options: UrlOptions;
  readonly problems: readonly UrlProblem[];
} {
  const parameters = new URLSearchParams(search);
  const problems: UrlProblem[] = [];
  const problem = (code: UrlProblem['code'], parameter: string, message: string): void => {
    problems.push({ code, parameter, value: parameters.get(parameter) ?? '', message });
  };

  const choice = <Name extends string>(parameter: string, names: Readonly<Record<Name, true>>): Name | undefined => {
    const value = parameters.get(parameter);
    if (value === null) return undefined;
    // Not `in`: "constructor" is in every object.
    if (Object.hasOwn(names, value)) return value as Name;
    const known = Object.keys(names).join(', ');
    problem('unknown-value', parameter, `“${parameter}” can be ${known}; “${value}” is left out.`);
    return undefined;
  };

  const flag = (parameter: string): boolean => {
    const value = parameters.get(parameter);
    if (value === null || value === '0' || value === 'false') return false;
    if (value === '' || value === '1' || value === 'true') return true;
    problem('unknown-value', parameter, `“${parameter}” is a switch and takes no value; “${value}” is left out.`);
    return false;
  };

  const speed = (): number => {
    const value = parameters.get('speed');
    if (value === null) return slowest;
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) {
      problem('not-a-number', 'speed', `“speed” is a number; “${value}” is left out.`);
    } else if (number < slowest || number > fastest) {
      problem('out-of-range', 'speed', `“speed” goes from ${slowest} to ${fastest}; “${value}” is left out.`);
    } else {
      return number;
    }
    return slowest;
  };

  const agent = (): string | undefined => {
    const value = parameters.get('agent');
    if (value === null || /^[\w.@-]{1,64}$/.test(value)) return value ?? undefined;
    problem('bad-agent', 'agent', `“${value}” cannot be an agent ID and is left out.`);
    return undefined;
  };

  const scenario = (): string | undefined => {
    const value = parameters.get('scenario');
    if (value === null || /^[\w.-]{1,80}$/.test(value)) return value ?? undefined;
    problem('unknown-value', 'scenario', `“${value}” cannot be a scenario and is left out.`);
    return undefined;
  };

  const wanted = scenario();
  const live = parameters.get('live') ?? undefined;
  const options: UrlOptions = {
    profile: choice('profile', profiles),
    move: choice('move', moves),
    prepare: choice('prepare', preparations),
    speed: speed(),
    host: choice('core', hosts) ?? 'auto',
    agent: agent(),
    signIn: flag('signin'),
    live,
    serviceWorker: !flag('no-sw'),
    signInMinutes: live === undefined ? choice('sso', signInMinutes) : undefined,
    lab: flag('lab') || wanted !== undefined,
    scenario: wanted,
    language: choice('language', languageTags),
  };
  if (live !== undefined && parameters.has('speed')) {
    problem('mock-only', 'speed', 'The clock of real nodes cannot be changed: “speed” is left out.');
  }
  if (live !== undefined && parameters.has('sso')) {
    problem('mock-only', 'sso', 'How people sign in on real nodes cannot be changed: “sso” is left out.');
  }
  if (options.signIn && live !== undefined) {
    problem('mock-only', 'signin', 'Signing in by the address works in mock mode only.');
    return { options: { ...options, signIn: false }, problems };
  }
  if (options.signIn && options.agent === undefined && !parameters.has('agent')) {
    problem('missing-agent', 'signin', '“signin” needs an agent: ?agent=1001&signin');
  }
  return { options: { ...options, signIn: options.signIn && options.agent !== undefined }, problems };
}
