/** Requests as they go over the wire, and what is said in reply. */
import { ScenarioProblem } from '../scenario-contract.ts';
import type { CommandVerb, VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';
import { saysWords } from '../scenario-words.ts';
import { decodeRequest } from '../../wire/rest-codec.ts';
import type { Method } from '../../wire/http.ts';

const verbOf: Readonly<Record<Method, string>> = { GET: 'GETs', PUT: 'PUTs', POST: 'POSTs', DELETE: 'DELETEs' };

const requestVerb = (method: Method): CommandVerb => ({
  form: `{agent} ${verbOf[method]} {path}[ on {node}][ with password {id:password}][ with body {words}]`,
  text: `${method} with the agent's credentials; the body is XML on one line. "nobody" sends no credentials.`,
  run: (stage, args) => {
    const agent = given(args, 'agent');
    const body = args['words'];
    const { request } = decodeRequest({
      method,
      path: given(args, 'path'),
      headers: {},
      ...(body === undefined ? {} : { body }),
    });
    const password = args['password'];
    stage.request(agent, request, args['node'], {
      ...(password === undefined ? {} : { password }),
      ...(agent === 'nobody' ? { anonymous: true } : {}),
    });
  },
});

export const requestVerbs: VerbFile = {
  commands: (['GET', 'PUT', 'POST', 'DELETE'] as const).map(requestVerb),
  expectations: [
    {
      form: 'reply without {words}',
      text: 'The last reply does not say this.',
      test: (stage, args) => {
        const words = stage.lastAnswerWords();
        if (typeof stage.lastAnswer() === 'string') throw new ScenarioProblem(`there was no reply: ${words}`);
        return saysWords(words, given(args, 'words')) ? words : undefined;
      },
    },
    {
      form: 'reply {words}',
      text: 'The last reply: its status and words of its body; `refused`, `reset`, or `no answer` within 10 s.',
      test: (stage, args) => {
        const words = stage.lastAnswerWords();
        return saysWords(words, given(args, 'words')) ? undefined : words;
      },
    },
  ],
};
