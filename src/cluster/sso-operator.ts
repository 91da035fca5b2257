/** An operator switches single sign-on on or off while the cluster runs. Nodes are told by mail, for they may live elsewhere. */
import { nodeNames } from '../wire/names.ts';
import type { Contexts } from './contexts.ts';
import type { ClusterOptions, SignInLasts } from './contract.ts';

const minute = 60;

/** Access tokens last a fraction of it, so that a desktop renews them before people's eyes. */
const lives: Readonly<Record<SignInLasts, NonNullable<ClusterOptions['sso']> | 'off'>> = {
  password: 'off',
  '2 min': { accessSeconds: 40, refreshSeconds: 2 * minute },
  '11 min': { accessSeconds: 3 * minute, refreshSeconds: 11 * minute },
  '8 h': { accessSeconds: 60 * minute, refreshSeconds: 8 * 60 * minute },
};

export function setSignIn(lasts: SignInLasts, contexts: Contexts): void {
  contexts.operator.log(lasts === 'password' ? 'lets people sign in by password' : `lets sign-ins last ${lasts}`);
  for (const node of nodeNames) contexts.pg.toNode(node, { kind: 'sign-in', sso: lives[lasts] });
}

/** Asked for every mail to a node: made once for each word of an operator. Never part of any state. */
const made = new WeakMap<ClusterOptions, Map<string, ClusterOptions>>();

/** A node's own word counts before that of the deployment. */
export function withSignIn(options: ClusterOptions, sso: ClusterOptions['sso'] | 'off'): ClusterOptions {
  if (sso === undefined || (sso === 'off' && options.sso === undefined)) return options;
  let known = made.get(options);
  if (!known) made.set(options, (known = new Map<string, ClusterOptions>()));
  const name = sso === 'off' ? sso : `${sso.accessSeconds} ${sso.refreshSeconds}`;
  let theirs = known.get(name);
  if (!theirs) known.set(name, (theirs = changed(options, sso)));
  return theirs;
}

function changed(options: ClusterOptions, sso: NonNullable<ClusterOptions['sso']> | 'off'): ClusterOptions {
  if (sso !== 'off') return { ...options, sso };
  const { sso: _deployments, ...rest } = options;
  return rest;
}
