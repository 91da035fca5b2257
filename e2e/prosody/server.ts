/**
 * A Prosody of its own for a test: on loopback, in a folder of its own, with the endpoints where Finesse has them (`/ws/`,
 * SystemInfo). Can be killed and started again on the same port.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { encodeSystemInfo } from '../../src/wire/system-info-codec.ts';

export interface ProsodyServer {
  /** `http://localhost:port` */
  readonly origin: string;
  /** Answers within a few seconds, or rejects with its log. */
  start(): Promise<void>;
  /** `SIGTERM` lets it say goodbye, `SIGKILL` does not. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Ends it and removes its folder. */
  dispose(): Promise<void>;
}

export const domains = { domain: 'localhost', pubSubDomain: 'pubsub.localhost' } as const;

const startWithinMs = 15_000;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const configuration = (dir: string, port: number): string => `
run_as_root = true
daemonize = false
pidfile = "${dir}/prosody.pid"
data_path = "${dir}/data"
log = { info = "${dir}/prosody.log" }
-- What a node of the pubsub service was published by nobody else may publish.
admins = { "finesse@localhost" }
modules_enabled = { "roster"; "saslauth"; "ping"; "websocket"; "http_files" }
modules_disabled = { "s2s"; "offline" }
c2s_ports = {}
c2s_direct_tls_ports = {}
s2s_ports = {}
https_ports = {}
http_ports = { ${port} }
http_interfaces = { "127.0.0.1", "::1" }
http_paths = { websocket = "/ws"; files = "/finesse/api" }
http_files_dir = "${dir}/www"
http_cors_override = { websocket = { enabled = true }; files = { enabled = true } }
access_control_allow_headers = { "Content-Type"; "Authorization"; "requestId" }
consider_websocket_secure = true
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
VirtualHost "localhost"
  http_host = "localhost"
Component "pubsub.localhost" "pubsub"
  autocreate_on_publish = true
  autocreate_on_subscribe = true
`;

/** `users`: passwords by name. */
export async function makeProsody(path: string, users: Readonly<Record<string, string>>): Promise<ProsodyServer> {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-prosody-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const configFile = join(dir, 'prosody.cfg.lua');
  writeFileSync(configFile, configuration(dir, port));
  const accounts = join(dir, 'data/localhost/accounts');
  mkdirSync(accounts, { recursive: true });
  for (const [user, password] of Object.entries(users)) {
    writeFileSync(join(accounts, `${user}.dat`), `return { ["password"] = ${JSON.stringify(password)}; };\n`);
  }
  mkdirSync(join(dir, 'www'));
  writeFileSync(join(dir, 'www/SystemInfo'), systemInfo);

  let child: ChildProcess | undefined;
  const log = (): string => {
    try {
      return readFileSync(join(dir, 'prosody.log'), 'utf8').slice(-2000);
    } catch {
      return 'it wrote no log';
    }
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  return {
    origin,
    async start() {
      child = spawn(path, ['-F', '--config', configFile], { stdio: 'ignore' });
      const deadline = Date.now() + startWithinMs;
      while (!(await answers(origin))) {
        if (Date.now() > deadline) throw new Error(`Prosody did not start: ${log()}`);
        await pause(50);
      }
    },
    end,
    async dispose() {
      await end('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/finesse/api/SystemInfo`)).ok;
  } catch {
    return false;
  }
}

const systemInfo = encodeSystemInfo({
  uri: '/finesse/api/SystemInfo',
  currentTimestamp: '2026-11-21T12:00:00.000Z',
  deploymentType: 'UCCE',
  status: 'IN_SERVICE',
  statusReason: '',
  lastCTIHeartbeatStatus: 'success',
  ctiHeartbeatInterval: 5,
  primaryNode: { host: 'localhost' },
  secondaryNode: { host: 'other.example' },
  xmppDomain: domains.domain,
  xmppPubSubDomain: domains.pubSubDomain,
  systemAuthMode: 'NON_SSO',
  ctiServers: [],
});
