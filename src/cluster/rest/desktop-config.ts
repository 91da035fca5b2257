/**
 * The Desktop Interface's configuration (JSON): what a sign-in page reads before anybody is known. It needs no
 * credentials and answers out of service too, for it is what names the other node.
 */
import type { ApiReply } from '../../wire/http.ts';
import { otherNode } from '../../wire/names.ts';
import type { NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { NodeContext } from '../part.ts';
import { isInService } from '../render.ts';
import type { NodeState } from '../state.ts';
import { ok } from './replies.ts';

/** The documented port of REST and notifications, for a node that listens nowhere. */
const documentedPort = 8445;

const lowerCase = paths.desktopConfig.toLowerCase();

/** Asked for every request: most are told apart by their length. */
export const isDesktopConfig = (path: string): boolean =>
  path.length === lowerCase.length && path.toLowerCase() === lowerCase;

export function desktopConfig(node: NodeState, { options }: NodeContext): ApiReply {
  const inService = isInService(node);
  const addressOf = (name: NodeName): string => `${options.hosts[name]}:${options.ports?.[name] ?? documentedPort}`;
  return ok({
    kind: 'DesktopConfig',
    value: {
      deploymentType: 'UCCE',
      securityBannerMessage: '',
      systemStatus: inService ? 'IN_SERVICE' : 'OUT_OF_SERVICE',
      host: addressOf(node.name),
      // That there is one; how it is, a client must see for itself (assumed).
      isAlternateSystemAvailable: true,
      desktopLicensed: true,
      systemAuthMode: options.sso ? 'HYBRID' : 'NON_SSO',
      enableMobileAgentLogin: true,
      isProxyRequest: false,
      redirectToAlternateHost: !inService,
      alternateHost: addressOf(otherNode(node.name)),
    },
  });
}
