/** The catalogue, as the shell knows it; it stands where gadgets can reach it too. */
export { catalogue, fill, plural, said, translated, worded, wordedList } from '../gadget/locale.ts';
