/** For tests of what is refused: runs something and gives the complaint as one line. */
import { WireFault } from '../wire-error.ts';

/** `code path`, such as `missing-field User/loginId`; fails the test when nothing, or something else, is thrown. */
export function complaint(run: () => unknown): string {
  try {
    run();
  } catch (fault) {
    if (fault instanceof WireFault) return `${fault.error.code} ${fault.error.path}`.trim();
    throw fault;
  }
  throw new Error('Nothing was refused.');
}
