// The place of the fleet's tables in a page. Knows no numbers.
const flags = { fleet: '--write', 'fleet growth': '--growth' } as const;
export type Marked = keyof typeof flags;

export const beginMark = (name: Marked): string => `<!-- ${name}: written by \`npm run fleet -- ${flags[name]}\` -->`;
export const endMark = (name: Marked): string => `<!-- ${name}: end -->`;

/** The page with `content` between the marks of `name`. Throws with the marks that are missing. */
export function between(page: string, name: Marked, content: string): string {
  const [begin, end] = [page.indexOf(beginMark(name)), page.indexOf(endMark(name))];
  if (begin < 0 || end < begin)
    throw new Error(`The page lacks the marks "${beginMark(name)}" and "${endMark(name)}".`);
  return `${page.slice(0, begin)}${beginMark(name)}\n\n${content.trim()}\n\n${page.slice(end)}`;
}
