/** Puts a lab together from its options: nodes, operator, control port. Everything it opened it closes again. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ClusterLogEntry } from '../src/cluster/contract.ts';
import type { NodeName } from '../src/wire/names.ts';
import { openControlPort } from './admin/control-port.ts';
import type { ControlPort } from './admin/control-port.ts';
import { createOperator } from './admin/operator.ts';
import type { Operator } from './admin/operator.ts';
import { openChatDoor } from './chat/door.ts';
import type { Deployment } from './deployment/deployment.ts';
import { startInManyProcesses } from './deployment/many-processes.ts';
import { startInOneProcess } from './deployment/one-process.ts';
import type { NodeServerOptions } from './node-server.ts';
import type { LabOptions } from './options.ts';
import { perNode } from './setup.ts';
import type { LabSetup, NodeSetup } from './setup.ts';

export interface Lab {
  readonly urls: Deployment['urls'];
  readonly controlUrl: string;
  readonly chatUrl: string;
  readonly operator: Operator;
  close(): Promise<void>;
}

export interface LabHooks {
  readonly onLog?: (entry: ClusterLogEntry) => void;
  readonly complain?: (text: string) => void;
  /** For tests: other limits. */
  readonly limits?: NodeServerOptions['limits'];
}

/** Rejects with `PortBusy`, or with the system's own error for a file or an address; nothing stays open then. */
export async function startLab(options: LabOptions, hooks: LabHooks = {}): Promise<Lab> {
  const tls = options.tlsFiles && {
    cert: readFileSync(options.tlsFiles.cert, 'utf8'),
    key: readFileSync(options.tlsFiles.key, 'utf8'),
  };
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'understudy-lab-'));
  mkdirSync(stateDir, { recursive: true });
  const discard = (): void => {
    if (options.stateDir === undefined) rmSync(stateDir, { recursive: true, force: true });
  };
  const node = (name: NodeName): NodeSetup => ({
    node: name,
    host: options.hosts[name],
    port: options.ports[name],
    ...(tls ? { tls } : {}),
    cors: options.cors,
    speed: options.speed,
    ...(hooks.limits ? { limits: hooks.limits } : {}),
    siteDir: resolve(options.site ?? join(import.meta.dirname, '../dist')),
    stateFile: join(stateDir, `${name}.subscriptions`),
  });
  const setup: LabSetup = {
    nodes: perNode(node),
    cluster: {
      seed: options.seed,
      hosts: options.hosts,
      release: options.release,
      load: options.load,
      userSignOutChannel: options.userSignOutChannel,
      pgRelease: options.pgRelease,
      admission: options.admission,
      ...(options.extraAgents === undefined ? {} : { extraAgents: options.extraAgents }),
    },
    speed: options.speed,
    onLog: hooks.onLog ?? (() => undefined),
    complain: hooks.complain ?? (() => undefined),
  };
  let deployment: Deployment | undefined;
  let control: ControlPort | undefined;
  try {
    deployment = await (options.processes ? startInManyProcesses : startInOneProcess)(setup);
    const operator = createOperator(deployment);
    control = await openControlPort(operator, options.ports.control);
    const { host } = setup.nodes.publisher;
    const { openChat, urls, close } = deployment;
    const door = { host, port: options.ports.chat, cors: options.cors, ...(tls ? { tls } : {}) };
    const chat = await openChatDoor(door, openChat);
    return {
      urls,
      controlUrl: control.url,
      chatUrl: chat.url,
      operator,
      async close() {
        control?.close();
        chat.close();
        await close();
        discard();
      },
    };
  } catch (error) {
    control?.close();
    await deployment?.close();
    discard();
    throw error;
  }
}
