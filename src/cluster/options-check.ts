/** What a cluster cannot be made of is said at once, by name, instead of coming out as nonsense later. */
import type { ClusterOptions } from './contract.ts';

/** Thrown by `createCluster`; `option` is the one that is wrong. */
export class OptionRefused extends Error {
  override readonly name = 'OptionRefused';
  readonly code = 'bad-option';
  readonly option: keyof ClusterOptions;
  constructor(option: keyof ClusterOptions, message: string) {
    super(`${option}: ${message}`);
    this.option = option;
  }
}

/** Throws `OptionRefused`. */
export function checkOptions({ admissionPerSecond, extraAgents, sso }: ClusterOptions): void {
  // None in a second is a turn that never comes: whoever wants nobody admitted stops the node.
  if (admissionPerSecond !== undefined && !(admissionPerSecond > 0 && Number.isFinite(admissionPerSecond))) {
    throw new OptionRefused('admissionPerSecond', `more than 0 desktops a second, not ${admissionPerSecond}`);
  }
  if (extraAgents !== undefined && !(Number.isInteger(extraAgents) && extraAgents >= 0)) {
    throw new OptionRefused('extraAgents', `a whole number, not ${extraAgents}`);
  }
  if (sso && !(sso.accessSeconds > 0 && sso.refreshSeconds > 0)) {
    throw new OptionRefused('sso', 'both lives of tokens are more than 0 s');
  }
}
