/** Single sign-on: a desktop that holds tokens in place of a password. */
import { extensionOf } from '../../cluster/fixtures.ts';
import type { ApiRequest } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { systemReason } from '../../wire/reason-code.ts';
import type { SsoTokens } from '../../wire/sso-tokens.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import type { Answer, Desk, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given, readDuration } from '../scenario-forms.ts';
import { nodeOf } from './desktops.ts';

/** What each desk holds. */
const held = new WeakMap<Desk, SsoTokens>();

function tokensOf(stage: Stage, agent: string): SsoTokens {
  const tokens = held.get(stage.desk(agent));
  if (!tokens) throw new ScenarioProblem(`${agent} holds no tokens`);
  return tokens;
}

function keep(stage: Stage, agent: string, answer: Answer): void {
  if (typeof answer !== 'string' && answer.payload.kind === 'SsoTokens') {
    held.set(stage.desk(agent), answer.payload.value);
  }
}

function byToken(stage: Stage, args: VerbArguments, request: ApiRequest): void {
  const agent = given(args, 'agent');
  stage.request(agent, request, args['node'], { token: tokensOf(stage, agent).token });
}

const own = (args: VerbArguments): string => paths.user(given(args, 'agent'));

export const tokenVerbs: VerbFile = {
  commands: [
    {
      form: '{agent} fetches tokens[ on {node}][ with password {id}]',
      text: 'GET /desktop/sso/token with the password.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        const how = args['id'] === undefined ? {} : { password: args['id'] };
        keep(stage, agent, stage.request(agent, { method: 'GET', path: paths.ssoToken }, args['node'], how));
      },
    },
    {
      form: '{agent} refreshes its token[ on {node}]',
      text: 'GET /desktop/sso/token with the refresh token.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        const query = { grant_type: 'refresh_token', refresh_token: tokensOf(stage, agent).refresh_token };
        const request = { method: 'GET', path: paths.ssoToken, query } as const;
        keep(stage, agent, stage.request(agent, request, args['node'], { anonymous: true }));
      },
    },
    {
      form: '{agent} signs in by token on {node}',
      text: 'The access token stands for the password in the notification service, and is sent as Bearer.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        stage.connect(agent, nodeOf(args), { password: tokensOf(stage, agent).token });
        byToken(stage, args, {
          method: 'PUT',
          path: own(args),
          body: { kind: 'UserLogin', extension: extensionOf(agent) },
        });
      },
    },
    {
      form: '{agent} by token GETs {path}[ on {node}]',
      text: 'With Bearer.',
      run: (stage, args) => byToken(stage, args, { method: 'GET', path: given(args, 'path') }),
    },
    {
      form: '{agent} by token goes READY[ on {node}]',
      text: 'With Bearer.',
      run: (stage, args) =>
        byToken(stage, args, { method: 'PUT', path: own(args), body: { kind: 'UserState', state: 'READY' } }),
    },
    {
      form: '{agent} by token forces itself out[ on {node}]',
      text: 'What a desktop does when the countdown is at zero: LOGOUT with 255 in place of a reason.',
      run: (stage, args) =>
        byToken(stage, args, {
          method: 'PUT',
          path: own(args),
          body: { kind: 'UserState', state: 'LOGOUT', reasonCodeId: systemReason.connectionFailureLogout },
        }),
    },
  ],
  settings: [
    {
      form: 'single sign-on with access tokens of {duration:access} and refresh tokens of {duration:refresh}',
      text: 'Beside passwords (HYBRID).',
      options: (args) => ({
        sso: {
          accessSeconds: readDuration(args['access']) / 1000,
          refreshSeconds: readDuration(args['refresh']) / 1000,
        },
      }),
    },
  ],
  words: {
    SsoTokens: (value) => `tokens: access ${value.expires_in} s, refresh ${value.refresh_token_expires_in} s`,
  },
};
