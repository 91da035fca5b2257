// The place of the fleet's tables in a page. Knows no numbers.
export const beginMark = (name: string): string => `<!-- ${name}: written by \`npm run ${name} -- --write\` -->`;
export const endMark = (name: string): string => `<!-- ${name}: end -->`;

/** The page with `content` between the marks of `name`. Throws with the marks that are missing. */
export function between(page: string, name: string, content: string): string {
  const [begin, end] = [page.indexOf(beginMark(name)), page.indexOf(endMark(name))];
  if (begin < 0 || end < begin)
    throw new Error(`The page lacks the marks "${beginMark(name)}" and "${endMark(name)}".`);
  return `${page.slice(0, begin)}${beginMark(name)}\n\n${content.trim()}\n\n${page.slice(end)}`;
}
