/** From decoders that throw to decoders that answer. It knows only `WireFault`; any other throw is a defect and goes on. */
import { WireFault, type WireError } from './wire-error.ts';

/** The result of `decode`, or what `otherwise` makes of its complaint. */
export function attempt<Result, Instead>(
  decode: () => Result,
  otherwise: (error: WireError) => Instead,
): Result | Instead {
  try {
    return decode();
  } catch (fault) {
    if (fault instanceof WireFault) return otherwise(fault.error);
    throw fault;
  }
}
