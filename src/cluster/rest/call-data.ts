/**
 * What UPDATE_CALL_DATA takes: call variables 1 to 10, expanded call context (`user.*`), a wrap-up reason. Lengths are
 * Contact Center Enterprise's own.
 */
import type { CallVariable } from '../../wire/dialog.ts';
import type { ApiReply, RequestBody } from '../../wire/http.ts';
import { invalidInput, parameterMissing } from './replies.ts';

/** Bytes that fit; a longer value would be cut on its way, and is refused instead (assumed). */
const most = { callVariable: 40, expanded: 210, wrapUpReason: 39 } as const;

const numbered = /^callVariable(?:[1-9]|10)$/;
const expanded = /^user\.[\w.[\]]+$/;

/** As in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
}

function variableProblem({ name, value }: CallVariable): ApiReply | undefined {
  if (!numbered.test(name) && !expanded.test(name)) return invalidInput('There is no such call variable', name);
  const limit = numbered.test(name) ? most.callVariable : most.expanded;
  return bytesOf(value) > limit ? invalidInput(`${name} holds ${limit} bytes at most`, value) : undefined;
}

/** The reply to data that cannot be taken; `undefined` when all of it can. */
export function callDataProblem(body: RequestBody & { readonly kind: 'UpdateCallData' }): ApiReply | undefined {
  const variables = body.callVariables ?? [];
  for (const variable of variables) {
    const problem = variableProblem(variable);
    if (problem) return problem;
  }
  if (variables.length === 0 && body.wrapUpReason === undefined) return parameterMissing('mediaProperties');
  if (body.wrapUpReason !== undefined && bytesOf(body.wrapUpReason) > most.wrapUpReason) {
    return invalidInput(`A wrap-up reason has ${most.wrapUpReason} bytes at most`, body.wrapUpReason);
  }
  return undefined;
}
