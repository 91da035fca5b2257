// What every command says when it is asked for something that it does not know: one line with what is wrong and where the
// whole usage stands. The usage itself would push that line out of sight.

/**
 * Node's complaint goes on about positional arguments; its first sentence says what is wrong.
 * @param {unknown} error of `parseArgs`, or one whose message is for people
 * @returns {string}
 */
export const usageSentence = (error) => {
  const text = error instanceof Error ? error.message : String(error);
  return String(error?.code).startsWith('ERR_PARSE_ARGS') ? text.split(/\.\s/)[0] : text;
};

/**
 * @param {unknown} error as for `usageSentence`
 * @param {string} command as it is typed, up to its options: `npm run plan --`
 */
export const usageLine = (error, command) => `${usageSentence(error).replace(/\.$/, '')}. See: ${command} --help`;

/**
 * For commands that look their options up by hand.
 * @param {readonly string[]} args
 * @param {readonly string[]} flags options that stand alone
 * @param {readonly string[]} texts options that take the next argument
 * @returns {string | undefined} the complaint about the first option that is not known, or that lacks its value
 */
export function unknownOption(args, flags, texts = []) {
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (texts.includes(arg)) {
      at += 1;
      if (args[at] === undefined) return `${arg} wants a value`;
    } else if (arg.startsWith('-') && !flags.includes(arg)) return `Unknown option '${arg}'`;
  }
  return undefined;
}
