/**
 * Arranging by pointer: a title bar is dragged to another place, a gadget's lower edge makes it higher, the edge between
 * two columns makes one wider. Shows what would become of it while the pointer is down; kept at its release.
 */
import type { LayoutTab } from '../../wire/layout.ts';
import { heightOf, widen, widthsOf, withHeight } from './arrangement.ts';
import type { Arranger } from './arranger.ts';
import { dropPlace } from './places.ts';
import { trackPointer } from './track-pointer.ts';

const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** `columns`: of the tab the gadget is in, in order. */
export function dragGadget(
  press: PointerEvent,
  host: HTMLElement,
  id: string,
  tab: LayoutTab,
  columns: readonly HTMLElement[],
  arranger: Arranger,
): void {
  const unmark = (): void => {
    for (const column of columns) {
      column.removeAttribute('data-drop');
      for (const other of column.children) other.removeAttribute('data-drop');
    }
  };
  const finish = (): void => {
    unmark();
    host.removeAttribute('data-dragged');
  };
  trackPointer(press, host, {
    move(_dx, _dy, event) {
      unmark();
      host.setAttribute('data-dragged', '');
      const at = dropPlace(columns, host, event.clientX, event.clientY);
      const column = at && columns[at.column];
      if (!at || !column) return;
      const others = [...column.children].filter((other) => other !== host);
      const next = others[at.row];
      if (next) next.setAttribute('data-drop', 'before');
      else (others.at(-1) ?? column).setAttribute('data-drop', 'after');
    },
    end(event) {
      finish();
      const at = dropPlace(columns, host, event.clientX, event.clientY);
      if (at) arranger.drop(tab, id, at.column, at.row);
    },
    cancel: finish,
  });
}

export function dragHeight(
  press: PointerEvent,
  handle: HTMLElement,
  id: string,
  currentHeight: number,
  arranger: Arranger,
): void {
  const before = arranger.arrangement;
  const from = heightOf(before, id) ?? currentHeight;
  trackPointer(press, handle, {
    move: (_dx, dy) => arranger.show(withHeight(before, id, from + dy / rem())),
    end: () => arranger.keep(arranger.arrangement),
    cancel: () => arranger.show(before),
  });
}

/** The edge after column `at`; `width`: of all columns together, px. */
export function dragWidth(
  press: PointerEvent,
  handle: HTMLElement,
  tab: LayoutTab,
  at: number,
  width: number,
  arranger: Arranger,
): void {
  const before = arranger.arrangement;
  const shares = widthsOf(tab, before).reduce((sum, share) => sum + share, 0);
  const sign = getComputedStyle(handle).direction === 'rtl' ? -1 : 1;
  trackPointer(press, handle, {
    move: (dx) => arranger.show(widen(tab, before, at, (sign * dx * shares) / Math.max(1, width))),
    end: () => arranger.keep(arranger.arrangement),
    cancel: () => arranger.show(before),
  });
}
