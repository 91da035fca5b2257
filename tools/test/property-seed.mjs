// Loaded before every node test: gives fast-check's properties one seed for the whole run, so that a green build stays
// green on the next machine. `npm test -- --seed N` (or `--seed random`) goes hunting; a seed that fails is a bug found.
import fc from 'fast-check';

const seed = Number(process.env.UNDERSTUDY_PROPERTY_SEED);
if (Number.isInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
