/** What the page shows when the desktop could not start: plain words, the details, a way out. Needs nothing of the desktop but its words. */
import { catalogue } from '../gadget/locale.ts';

const texts = catalogue('boot-error', {
  title: 'The desktop could not start',
  what: 'Nothing that you typed is lost. Load the page again; if it goes on, tell your administrator what stands below.',
  again: 'Load again',
  last: 'This browser knows the layout of before: you can go on with that until the file is mended.',
  goOn: 'Go on with the layout of before',
});

/** `goOn`: there is a way to start nevertheless, with the layout that was read last. */
export function showBootError(root: HTMLElement, error: unknown, goOn?: () => void): void {
  const document = root.ownerDocument;
  const add = (parent: HTMLElement, tag: string, text: string): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const main = document.createElement('main');
  const panel = document.createElement('div');
  panel.className = 'us-boot-error';
  panel.setAttribute('role', 'alert');
  main.append(panel);
  const icon = document.createElement('img');
  icon.src = 'icons/understudy.svg';
  icon.alt = '';
  panel.append(icon);
  add(panel, 'h1', texts.title);
  add(panel, 'p', texts.what);
  add(panel, 'button', texts.again).addEventListener('click', () => location.reload());
  if (goOn) {
    add(panel, 'p', texts.last);
    add(panel, 'button', texts.goOn).addEventListener('click', goOn, { once: true });
  }
  add(panel, 'pre', describe(error));
  root.replaceChildren(main);
  document.documentElement.dataset['phase'] = 'boot-error';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const cause = error.cause === undefined ? '' : `\nbecause of ${describe(error.cause)}`;
  return `${error.name}${typeof code === 'string' ? ` (${code})` : ''}: ${error.message}${cause}`;
}
