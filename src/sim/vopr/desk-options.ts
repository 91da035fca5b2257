/** What one simulated desktop is made of: who sits there, with which core, and how well its links carry. */
import type { Core, ProfileName } from '../../core/contract.ts';
import type { Policy } from '../../core/policy.ts';
import type { Ms } from '../../wire/names.ts';
import type { Recorder } from '../../worker/pure/recorder.ts';
import type { WorldInput } from '../contract.ts';
import type { Dice } from './dice.ts';
import type { Observer } from './observer.ts';

export interface DeskOptions {
  readonly id: string;
  readonly index: number;
  readonly agentId: string;
  readonly extension: string;
  readonly profile: ProfileName;
  readonly policy: Policy;
  readonly newCore: () => Core;
  readonly send: (input: WorldInput) => void;
  readonly observer: Observer;
  readonly dice: Dice;
  readonly restJitterMs: Ms;
  /** Share of inputs that come a second time. */
  readonly duplicates: number;
  readonly signOn: 'password' | 'tokens';
  /** Asked for with each new core. */
  readonly recorderOf?: ((core: Core) => Recorder) | undefined;
}
