/**
 * What the agent is told of a command is true, as far as the cluster's log can decide it: `applied` only for what took
 * place since it was asked for, `not-connected` and `lost-in-failover` only for what was never sent.
 */
import { isJoinedCallCommand } from '../../../core/call-requests.ts';
import type { AgentCommand } from '../../../core/contract.ts';
import type { DesktopView } from '../../../core/view.ts';
import type { Ms } from '../../../wire/names.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

interface Given {
  readonly command: AgentCommand;
  /** Lines of the log that had been written before. */
  readonly since: number;
  /** The desktop showed it already when it was asked for: whether a node that is cut off would tell otherwise, nobody can see. */
  readonly wasShown: boolean;
}

function isShown({ agent, teams }: DesktopView, command: AgentCommand): boolean {
  if (command.type !== 'set-state' && command.type !== 'set-member-state') return false;
  const members = teams.flatMap(({ users }) => users);
  const who = command.type === 'set-state' ? agent : members.find(({ loginId }) => loginId === command.loginId);
  return who?.state === command.state || who?.pendingState === command.state;
}

const stateLine = /^agent (\w+) (is|signs in at \d+:) ([A-Z_]+)(?:, reason \d+)?(?:, pending ([A-Z_]+))?$/;
/** A node whose CTI link has fallen silent goes on telling what it knew, until the third heartbeat is missed (CTI-2). */
const deafNodeMs: Ms = 20_000;
const callLine = /^call (\d+): (\S+) (.+)$/;

export function trueOutcomes(report: Report): Checker {
  const given = new Map<string, Given>();
  const sent = new Set<string>();
  /** Commands by the requests that carry them. */
  const asked = new Map<string, string>();
  /** By login: states and pending states, with the number of the line that told. */
  const states = new Map<string, { readonly line: number; readonly at: Ms; readonly states: readonly string[] }[]>();
  const acts = new Map<string, number>();
  let lines = 0;
  let lastAt: Ms = 0;

  const hasBeen = (loginId: string, state: string, since: number): boolean => {
    const history = states.get(loginId) ?? [{ line: 0, at: 0, states: ['LOGOUT'] }];
    const before = history.findLast(({ line }) => line <= since);
    return [before, ...history.filter(({ line }) => line > since)].some((entry) => entry?.states.includes(state));
  };
  /** What was read may have changed since: an answer can be as old as its time-out, and what a node knew of it older still. */
  const wasRead = (desk: DeskFacts, state: string): boolean => {
    const { agent } = desk.view ?? {};
    const since = lastAt - desk.policy.requestTimeoutMs - deafNodeMs;
    const line = (states.get(desk.agentId) ?? []).findLast(({ at }) => at <= since)?.line ?? 0;
    return (agent?.state === state || agent?.pendingState === state) && hasBeen(desk.agentId, state, line);
  };
  const hasActed = (text: string): boolean => acts.has(text);

  function isTrue(desk: DeskFacts, { command, since, wasShown }: Given): boolean {
    if (wasShown) return true;
    switch (command.type) {
      case 'set-state':
        return hasBeen(desk.agentId, command.state, since) || wasRead(desk, command.state);
      case 'set-member-state':
        return hasBeen(command.loginId, command.state, since);
      case 'make-call':
        return (acts.get(`${desk.extension} dials ${command.to}`) ?? -1) >= since;
      case 'call-action':
        // A call may end in many ways: for DROP any of them will do.
        return command.action === 'DROP' || hasActed(`${command.dialogId} ${desk.extension} ${command.action}`);
      case 'call-to':
        if (command.action === 'CONSULT_CALL')
          return (acts.get(`${desk.extension} dials ${command.to}`) ?? -1) >= since;
        return hasActed(`${command.dialogId} ${desk.extension} TRANSFER_SST ${command.to}`);
      case 'supervise-call': {
        const isListening = command.action === 'SILENT_MONITOR';
        const words = isListening ? `listens to ${command.extension}` : 'barges in';
        return (acts.get(`${desk.extension} ${words}`) ?? -1) >= since;
      }
      case 'send-tones':
        // Nobody can know.
        return false;
      case 'drop-participant':
      case 'update-call-data':
      case 'media-sign-in':
      case 'media-state':
      case 'media-routable':
      case 'task-action':
      case 'chat-status':
      case 'chat-send':
      case 'chat-close':
      case 'send-team-message':
      case 'delete-team-message':
      case 'start-maintenance':
      case 'cancel-maintenance':
        return true;
    }
  }

  return {
    life(desk, event) {
      if (event !== 'forgets') return;
      // The worker goes on from a record that is older than the sending, because nothing newer could be kept.
      for (const [key, id] of asked) if (key.startsWith(`${desk.id} `)) sent.delete(id);
    },
    log({ at, part, text }) {
      lines += 1;
      lastAt = at;
      const [, loginId, how, state, pending] = (part === 'cti' && stateLine.exec(text)) || [];
      if (loginId !== undefined && state !== undefined) {
        const history = states.get(loginId) ?? [{ line: 0, at: 0, states: ['LOGOUT'] }];
        // The line of a sign-in leaves out what is pending.
        const kept = how === 'is' ? [] : (history.at(-1)?.states ?? []);
        history.push({ line: lines, at, states: [state, ...kept, ...(pending === undefined ? [] : [pending])] });
        states.set(loginId, history);
      }
      const [, id, who, what] = (part === 'telephony' && callLine.exec(text)) || [];
      if (id === undefined || who === undefined || what === undefined) return;
      acts.set(`${id} ${who} ${what}`, lines);
      const [made] = /^(?:dials \S+|listens to \S+|barges in)/.exec(what) ?? [];
      if (made !== undefined) acts.set(`${who} ${made}`, lines);
    },
    handled(desk, input, before) {
      // What a node has refused did not take place, as if it had never been sent.
      if (input?.type === 'reply' && input.reply.status >= 400) sent.delete(asked.get(`${desk.id} ${input.id}`) ?? '');
      if (input?.type !== 'command') return;
      const { id, command } = input;
      given.set(id, { command, since: lines, wasShown: isShown(before, command) });
    },
    effect(desk, effect) {
      if (effect.type === 'request' && effect.request.requestId !== undefined) {
        sent.add(effect.request.requestId);
        asked.set(`${desk.id} ${effect.id}`, effect.request.requestId);
      }
      if (effect.type !== 'settle-command') return;
      const known = given.get(effect.id);
      if (!known) {
        // Settled in the very step in which it was given: it cannot have taken place.
        if (effect.outcome.outcome === 'applied')
          report(desk, `says applied of ${effect.id}, which nobody has asked for`);
        return;
      }
      const { outcome } = effect;
      if (outcome.outcome === 'applied' && !isTrue(desk, known)) {
        report(desk, `says applied of ${effect.id} (${known.command.type}), which never took place`);
      }
      const neverSent = outcome.outcome === 'not-applied' && outcome.code === 'not-connected';
      const { type } = known.command;
      const lost = outcome.outcome === 'not-applied' && outcome.code === 'lost-in-failover';
      const isActed =
        type === 'make-call' ||
        type === 'call-action' ||
        type === 'set-member-state' ||
        isJoinedCallCommand(known.command);
      if ((neverSent || (lost && isActed)) && sent.has(effect.id)) {
        report(desk, `says ${outcome.code} of ${effect.id} (${type}), which it has sent`);
      }
    },
  };
}
