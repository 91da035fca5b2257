/**
 * An IP Phone Agent: a client that asks its node's status every 5 s, says so when three in a row went wrong, and never
 * looks elsewhere (IP-1 to IP-3). What it shows is the phone's own; what it is answered is the node's.
 */
import type { Answer, Desk, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import { given, readDuration } from '../scenario-forms.ts';
import { paths } from '../../wire/paths.ts';

const pollEvery = 5_000;
const missesToNotice = 3;

interface Display {
  misses: number;
  shows: 'at work' | 'server unavailable' | 'out of service' | 'sign-in screen';
}

const displays = new WeakMap<Desk, Display>();

function displayOf(stage: Stage, agent: string): Display {
  const desk = stage.desk(agent);
  const known = displays.get(desk);
  if (known) return known;
  const fresh: Display = { misses: 0, shows: 'at work' };
  displays.set(desk, fresh);
  return fresh;
}

type Status = 'in service' | 'out of service' | 'unavailable';

function statusOf(answer: Answer): Status {
  if (typeof answer === 'string' || answer.payload.kind !== 'SystemInfo') return 'unavailable';
  return answer.payload.value.status === 'IN_SERVICE' ? 'in service' : 'out of service';
}

/** One look: the status, and a connection to the notification service when there is none. */
function look(stage: Stage, agent: string): void {
  const desk = stage.desk(agent);
  const display = displayOf(stage, agent);
  if (!desk.node) throw new ScenarioProblem(`the phone of ${agent} is signed in nowhere`);
  const status = statusOf(
    stage.request(agent, { method: 'GET', path: paths.systemInfo }, desk.node, { anonymous: true }),
  );
  const connected = Object.keys(desk.sessions).length > 0 || reconnects(stage, agent, desk);
  const good = status === 'in service' && connected;
  display.misses = good ? 0 : display.misses + 1;
  const before = display.shows;
  if (good && before !== 'at work') display.shows = 'sign-in screen';
  else if (display.misses >= missesToNotice) {
    display.shows = status === 'out of service' ? 'out of service' : 'server unavailable';
  }
  if (display.shows !== before) stage.log(`the phone of ${agent} shows: ${display.shows}`);
}

function reconnects(stage: Stage, agent: string, desk: Desk): boolean {
  if (!desk.node) return false;
  try {
    stage.connect(agent, desk.node, { resource: 'fippa' });
    return true;
  } catch (problem) {
    if (problem instanceof ScenarioProblem) return false;
    throw problem;
  }
}

export const phoneVerbs: VerbFile = {
  commands: [
    {
      form: 'phone of {agent} goes on for {duration}',
      text: 'Polls SystemInfo every 5 s, without credentials, and connects again when its session is gone.',
      run: (stage: Stage, args: VerbArguments) => {
        const end = stage.now() + readDuration(args['duration']);
        for (let next = stage.now(); next < end; next = Math.max(next + pollEvery, stage.now())) {
          stage.advance(next - stage.now());
          look(stage, given(args, 'agent'));
        }
        stage.advance(Math.max(0, end - stage.now()));
      },
    },
    {
      form: 'user of phone of {agent} leaves',
      text: 'Exits on the phone: its session ends, its display is clear.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        stage.tell(agent, { kind: 'disconnect' });
        displays.delete(stage.desk(agent));
      },
    },
  ],
  expectations: [
    {
      form: 'phone of {agent} shows {words}',
      text: 'at work, server unavailable, out of service, or sign-in screen.',
      test: (stage, args) => {
        const { shows } = displayOf(stage, given(args, 'agent'));
        return shows === args['words'] ? undefined : shows;
      },
    },
  ],
};
