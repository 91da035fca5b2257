/** Tells the user what in the page's address was left out. */
import type { UrlProblem } from './url-options.ts';
import { catalogue, fill, translated } from '../gadget/locale.ts';

const texts = catalogue('address', { problem: 'Address: {message}' });

export function showUrlProblems(root: HTMLElement, problems: readonly UrlProblem[]): void {
  for (const problem of problems) {
    const { code, message } = problem;
    const line = root.ownerDocument.createElement('p');
    line.className = 'us-url-problems';
    line.setAttribute('role', 'note');
    line.textContent = fill(texts.problem, { message: translated(`address.${code}`, message, [problem]) });
    root.before(line);
  }
}
