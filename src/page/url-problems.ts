/** Tells the user what in the page's address was left out. */
import type { UrlProblem } from './url-options.ts';

export function showUrlProblems(root: HTMLElement, problems: readonly UrlProblem[]): void {
  for (const { message } of problems) {
    const line = root.ownerDocument.createElement('p');
    line.className = 'us-url-problems';
    line.setAttribute('role', 'note');
    line.textContent = `Address: ${message}`;
    root.before(line);
  }
}
