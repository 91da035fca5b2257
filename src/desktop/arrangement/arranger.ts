/**
 * Holds how the agent has arranged the gadgets, keeps it in DesktopCache, and follows pointers that drag gadgets, their
 * lower edges and the edges of columns. One per workspace, which draws. Decides no rule: `arrangement.ts` does.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CacheNamespace } from '../../cache/contract.ts';
import type { LayoutGadget, LayoutTab } from '../../wire/layout.ts';
import { fill } from '../locale.ts';
import { titleFromId } from '../words.ts';
import {
  arrangedColumns,
  asInLayout,
  canMove,
  enlarge,
  enlargedIn,
  heightLimits,
  heightOf,
  moveGadget,
  placeAt,
  placeOf,
  readArrangement,
  widen,
  widthLimits,
  withHeight,
  type Arrangement,
} from './arrangement.ts';
import type { GadgetArranging } from './contract.ts';
import { arrangeTexts as texts } from './texts.ts';

const key = 'arrangement';
/** Gadgets above the tabs, as if they were a tab of their own; no tab of a layout has this id. */
export const pageTabId = '@page';
export const pageAsTab = (gadgets: readonly LayoutGadget[]): LayoutTab => ({
  id: pageTabId,
  label: '',
  icon: '',
  columns: [{ gadgets }],
});

export class Arranger implements ReactiveController {
  arrangement: Arrangement = asInLayout;
  /** What was done last, for those who do not see it. */
  told = '';
  readonly #host: ReactiveControllerHost;
  readonly #shelf: () => CacheNamespace | undefined;
  #changedHere = 0;

  constructor(host: ReactiveControllerHost, shelf: () => CacheNamespace | undefined) {
    this.#host = host;
    this.#shelf = shelf;
    host.addController(this);
  }

  hostConnected(): void {
    // What is kept is read when the workspace knows whose it is.
  }

  /** An arrangement is a comfort: when the store fails, the layout's own is shown. */
  async read(): Promise<void> {
    const changes = this.#changedHere;
    const record = await this.#shelf()
      ?.get(key)
      .catch(() => undefined);
    // The agent may have been faster than the store.
    if (changes !== this.#changedHere) return;
    this.arrangement = readArrangement(record?.value);
    this.#host.requestUpdate();
  }

  /** While a pointer is down: shown, not kept. */
  show(arrangement: Arrangement): void {
    this.#changedHere += 1;
    this.arrangement = arrangement;
    this.#host.requestUpdate();
  }

  keep(arrangement: Arrangement, told?: string): void {
    this.show(arrangement);
    if (told !== undefined) this.told = told;
    this.#shelf()
      ?.put(key, arrangement)
      .catch(() => undefined);
  }

  reset(): void {
    this.show(asInLayout);
    this.told = texts.resetDone;
    this.#shelf()
      ?.delete(key)
      .catch(() => undefined);
  }

  drop(tab: LayoutTab, id: string, column: number, row: number): void {
    const next = placeAt(tab, this.arrangement, id, column, row);
    this.keep(next, this.placeWords(tab, next, id));
  }

  /** What one gadget's title bar is given. `currentHeight`: what its content has at the moment, rem. */
  of(tab: LayoutTab, id: string, currentHeight: () => number): GadgetArranging {
    const { arrangement } = this;
    const title = titleFromId(id);
    return {
      enlarged: tab.id === pageTabId ? 'not-offered' : enlargedIn(tab, arrangement) === id ? 'yes' : 'no',
      columns: tab.columns.length > 1 ? 'several' : 'one',
      height: heightOf(arrangement, id) === undefined ? 'natural' : 'chosen',
      can: (move) => canMove(tab, this.arrangement, id, move),
      move: (move) => {
        const next = moveGadget(tab, this.arrangement, id, move);
        this.keep(next, this.placeWords(tab, next, id));
      },
      enlarge: () => {
        const large = enlargedIn(tab, this.arrangement) === id;
        const told = large ? texts.shared : fill(texts.enlarged, { title });
        this.keep(enlarge(tab, this.arrangement, large ? undefined : id), told);
      },
      resize: (by) => {
        if (by === 'natural') this.keep(withHeight(this.arrangement, id, undefined));
        else {
          const step = by === 'taller' ? heightLimits.step : -heightLimits.step;
          const height = heightOf(this.arrangement, id) ?? currentHeight();
          this.keep(withHeight(this.arrangement, id, height + step));
        }
      },
      widen: (by) => {
        const at = placeOf(tab, this.arrangement, id)?.column;
        const step = by === 'wider' ? widthLimits.step : -widthLimits.step;
        if (at !== undefined) this.keep(widen(tab, this.arrangement, at, step));
      },
    };
  }

  private placeWords(tab: LayoutTab, arrangement: Arrangement, id: string): string {
    const at = placeOf(tab, arrangement, id);
    if (!at) return '';
    const columns = arrangedColumns(tab, arrangement);
    const rows = columns[at.column]?.length ?? 1;
    const title = titleFromId(id);
    return columns.length > 1
      ? fill(texts.moved, { title, column: at.column + 1, columns: columns.length, row: at.row + 1, rows })
      : fill(texts.movedInOne, { title, row: at.row + 1, rows });
  }
}
