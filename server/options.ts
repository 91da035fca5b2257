/** The command line of the lab server: what may be said, and a clear complaint for everything else. Starts nothing. */
import { parseArgs } from 'node:util';
import { pgReleases, signOutChannels } from '../src/cluster/contract.ts';
import type { PgRelease } from '../src/cluster/contract.ts';
import { extraAgentsAtMost } from '../src/cluster/extra-people.ts';
import { usageSentence } from '../tools/usage-line.mjs';
import { corsModes } from './http/cors.ts';
import type { CorsMode } from './http/cors.ts';

export const usage = `Usage: npm run lab [-- OPTIONS]
Two Finesse nodes, simulated behind real sockets: desktop, REST API and XMPP over WebSocket on each. Type "help" while it
runs for the commands of the operator.

  --publisher-port N      port of the publisher (default 8445; 0: any free one)
  --subscriber-port N     port of the subscriber (default 8446; 0: any free one)
  --publisher-host NAME   name of the publisher, in JIDs and SystemInfo, and where it listens (default localhost)
  --subscriber-host NAME  the same for the subscriber (default localhost)
  --control-port N        port of the operator's HTTP interface, on loopback only (default 8444; 0: any free one)
  --chat-port N          port of the chat service, a server of its own beside the nodes (default 8447; 0: any free one)
  --cert FILE --key FILE  PEM files: serve HTTPS and wss instead of plain HTTP
  --cors MODE             enable_all (default), enable or disable
  --allowed-origin URL    with --cors enable: an origin that may call, exactly https://host:port; may be repeated
  --exposed-header NAME   a response header that pages of other origins may read too; may be repeated
  --speed N               virtual milliseconds per real one, 1 to 1000 (default 1)
  --release R             12.6 (default) or 11.x
  --pg-release R          recovery time of the Agent PG (CTI-9): lab (default, seconds), 12.5+ or 11.6
  --admission MODE        off (default) or paced: desktops that arrive after a failover are told when to go on (DF-9)
  --load L                Logout on Agent Disconnect: 0 (default) or 1
  --user-signout-channel C  what signing out of voice signs out of besides: voice (nothing), configured-media or all (default)
  --seed N                of the cluster's chance (default 1)
  --extra-agents N        so many agents beside the named ones, from 20001 on (default 0, at most 9999)
  --processes             each node is a process of its own, so that "kill -9" of one is a real loss
  --state-dir DIR         where the nodes keep their subscriptions (default: a temporary folder that ends with the lab)
  --site DIR              the built desktop (default dist)
  --help                  this text`;

export interface LabOptions {
  readonly ports: {
    readonly publisher: number;
    readonly subscriber: number;
    readonly control: number;
    readonly chat: number;
  };
  readonly hosts: { readonly publisher: string; readonly subscriber: string };
  readonly tlsFiles?: { readonly cert: string; readonly key: string };
  readonly cors: { readonly mode: CorsMode; readonly allowedOrigins: string[]; readonly exposedHeaders: string[] };
  readonly speed: number;
  readonly release: '12.6' | '11.x';
  readonly pgRelease: PgRelease;
  readonly admission: 'off' | 'paced';
  readonly load: 0 | 1;
  readonly userSignOutChannel: (typeof signOutChannels)[number];
  readonly seed: number;
  /** Absent: none. */
  readonly extraAgents?: number;
  readonly processes: boolean;
  readonly stateDir?: string;
  readonly site?: string;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

const text = { type: 'string' } as const;

/** Throws `UsageError` with one line that says what would be right. */
export function parseOptions(args: readonly string[]): LabOptions | 'help' {
  const values = read(args);
  if (values.help) return 'help';
  const { cert, key } = values;
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert and --key belong together.');
  const mode = choice('--cors', values.cors, corsModes);
  const allowedOrigins = (values['allowed-origin'] ?? []).map(checkedOrigin);
  if (mode === 'enable' && allowedOrigins.length === 0) {
    throw new UsageError('--cors enable wants at least one --allowed-origin.');
  }
  const ports = {
    publisher: port('--publisher-port', values['publisher-port']),
    subscriber: port('--subscriber-port', values['subscriber-port']),
    control: port('--control-port', values['control-port']),
    chat: port('--chat-port', values['chat-port']),
  };
  const wanted = Object.values(ports).filter((each) => each !== 0);
  if (new Set(wanted).size < wanted.length) throw new UsageError('The four ports must differ.');
  return {
    ports,
    hosts: { publisher: host(values['publisher-host']), subscriber: host(values['subscriber-host']) },
    ...(cert !== undefined && key !== undefined ? { tlsFiles: { cert, key } } : {}),
    cors: { mode, allowedOrigins, exposedHeaders: values['exposed-header'] ?? [] },
    speed: number('--speed', values.speed, 1, 1000),
    release: choice('--release', values.release, ['12.6', '11.x']),
    pgRelease: choice('--pg-release', values['pg-release'], pgReleases),
    admission: choice('--admission', values.admission, ['off', 'paced']),
    load: choice('--load', values.load, ['0', '1']) === '1' ? 1 : 0,
    userSignOutChannel: choice('--user-signout-channel', values['user-signout-channel'], signOutChannels),
    seed: number('--seed', values.seed, 0, 2 ** 31 - 1),
    ...(values['extra-agents'] === '0'
      ? {}
      : { extraAgents: number('--extra-agents', values['extra-agents'], 0, extraAgentsAtMost) }),
    processes: values.processes,
    ...(values['state-dir'] === undefined ? {} : { stateDir: values['state-dir'] }),
    ...(values.site === undefined ? {} : { site: values.site }),
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        'publisher-port': { ...text, default: '8445' },
        'subscriber-port': { ...text, default: '8446' },
        'control-port': { ...text, default: '8444' },
        'chat-port': { ...text, default: '8447' },
        'publisher-host': { ...text, default: 'localhost' },
        'subscriber-host': { ...text, default: 'localhost' },
        cert: text,
        key: text,
        cors: { ...text, default: 'enable_all' },
        'allowed-origin': { ...text, multiple: true },
        'exposed-header': { ...text, multiple: true },
        speed: { ...text, default: '1' },
        release: { ...text, default: '12.6' },
        'pg-release': { ...text, default: 'lab' },
        admission: { ...text, default: 'off' },
        load: { ...text, default: '0' },
        'user-signout-channel': { ...text, default: 'all' },
        seed: { ...text, default: '1' },
        'extra-agents': { ...text, default: '0' },
        processes: { type: 'boolean', default: false },
        'state-dir': text,
        site: text,
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(usageSentence(error));
  }
}

function number(name: string, value: string, least: number, most: number): number {
  const found = Number(value);
  if (!/^\d+$/.test(value) || found < least || found > most) {
    throw new UsageError(`${name} wants a whole number from ${least} to ${most}, not "${value}".`);
  }
  return found;
}

const port = (name: string, value: string): number => number(name, value, 0, 65_535);

function choice<const Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${name} wants ${choices.join(' or ')}, not "${value}".`);
  return found;
}

function host(value: string): string {
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value)) throw new UsageError(`"${value}" is no host name.`);
  return value.toLowerCase();
}

/** As the real command wants it: scheme, host and port, nothing else, no wildcard. */
function checkedOrigin(value: string): string {
  const origin = URL.canParse(value) ? new URL(value).origin : 'null';
  if (origin !== value)
    throw new UsageError(`--allowed-origin wants https://host:port and nothing else, not "${value}".`);
  return value;
}
