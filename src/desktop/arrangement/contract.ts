/** What a gadget's title bar may ask of whoever arranges the gadgets. */
import type { Move } from './arrangement.ts';

export interface GadgetArranging {
  /** A gadget above the tabs has their whole width already. */
  readonly enlarged: 'no' | 'yes' | 'not-offered';
  /** Whether the tab has columns beside this one. */
  readonly columns: 'one' | 'several';
  readonly height: 'natural' | 'chosen';
  can(move: Move): boolean;
  move(move: Move): void;
  enlarge(): void;
  /** One step; from its natural height a gadget starts at what it has. */
  resize(by: 'taller' | 'shorter' | 'natural'): void;
  widen(by: 'wider' | 'narrower'): void;
}
