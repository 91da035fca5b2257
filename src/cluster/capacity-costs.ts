/**
 * What requests cost a node, by kind: CPU time and bytes. All assumed; chosen so that a desktop with 6 XML gadgets costs
 * 0.09 s of CPU and 1.4 MB, by which 1000 desktops take 22 s of a node with 4 vCPU and 2000 fill 250 Mbit/s for 90 s, as
 * published (DF-11); an XML gadget is three times as fast as a JSP one (GL-8).
 */
import type { ApiRequest } from '../wire/http.ts';
import type { Ms } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';

export const requestKinds = [
  'system-info',
  'login',
  'read',
  'action',
  'configuration',
  'gadget-xml',
  'gadget-jsp',
  'static',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export interface RequestCost {
  /** Of one vCPU. */
  readonly cpuMs: Ms;
  /** Both ways. */
  readonly bytes: number;
}

export interface CapacityOptions {
  /** 4 is usual; 8 make a node a fifth faster (GL-8). */
  readonly vCpus: number;
  /** Of the node's line; no limit unless told. */
  readonly bandwidthMbitPerSecond?: number;
  readonly costs?: Partial<Record<RequestKind, RequestCost>>;
}

export const usualCosts: Readonly<Record<RequestKind, RequestCost>> = {
  'system-info': { cpuMs: 1, bytes: 1_500 },
  login: { cpuMs: 8, bytes: 1_000 },
  read: { cpuMs: 2, bytes: 3_000 },
  action: { cpuMs: 4, bytes: 1_000 },
  configuration: { cpuMs: 6, bytes: 12_000 },
  'gadget-xml': { cpuMs: 10, bytes: 200_000 },
  'gadget-jsp': { cpuMs: 30, bytes: 200_000 },
  static: { cpuMs: 1, bytes: 40_000 },
};

const configuration =
  /\/(?:ReasonCodes|WrapUpReasons|PhoneBooks|MediaPropertiesLayouts|WorkFlows|TeamResource|ChatConfig)(?:\/|$)/;

export function kindOf({ method, path, body }: Pick<ApiRequest, 'method' | 'path' | 'body'>): RequestKind {
  if (!path.startsWith('/finesse/api/')) {
    const ending = path.slice(-4).toLowerCase();
    if (ending === '.jsp') return 'gadget-jsp';
    return ending === '.xml' ? 'gadget-xml' : 'static';
  }
  if (path === paths.systemInfo) return 'system-info';
  if (method !== 'GET') return body?.kind === 'UserLogin' ? 'login' : 'action';
  return configuration.test(path) ? 'configuration' : 'read';
}

const usualCpus = 4;

/**
 * How many requests are worked on at once. Published is only that 8 vCPU in place of 4 make everything a fifth faster;
 * assumed: each 4 beyond the first 4 do the work of one.
 */
export function workersOf({ vCpus }: Pick<CapacityOptions, 'vCpus'>): number {
  const whole = Math.max(1, Math.floor(vCpus));
  return whole <= usualCpus ? whole : usualCpus + Math.floor((whole - usualCpus) / 4);
}

/** By how much longer CTI and PG failover take than with the usual vCPUs (GL-8). */
export const slowness = (capacity: 'off' | CapacityOptions | undefined): number =>
  capacity === undefined || capacity === 'off' ? 1 : usualCpus / workersOf(capacity);
