/**
 * One slice of the desktop's view, followed: a gadget that says what it shows is rendered when that has changed, and not with
 * every other change of the view. Knows no gadget's meaning; `gadget.ts` asks the slices before it renders.
 */
import type { ReactiveController } from 'lit';
import type { DesktopView } from '../../core/view.ts';
import type { DesktopHandle } from '../contract.ts';

/** The gadget that a controller belongs to. */
interface Host {
  readonly desktop: DesktopHandle;
  addController(controller: ReactiveController): void;
}

/** The same object, or lists of the same objects. The view keeps the identity of what has not changed. */
export function isSameSlice(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  return one.length === other.length && one.every((item, at) => Object.is(item, other[at]));
}

/**
 * `readonly calls = new SliceController(this, (view) => view.dialogs)` in a gadget: `calls.value` is what the view has. A gadget
 * with slices renders when one of them has changed, when the connection is lost or back, and when a property of its own
 * changes; one without renders with every change of the view.
 */
export class SliceController<Slice> implements ReactiveController {
  readonly #host: Host;
  readonly #select: (view: DesktopView) => Slice;
  readonly #isSame: (one: Slice, other: Slice) => boolean;
  #last: { readonly slice: Slice } | undefined;

  /** `select` gives parts of the view as they are, or a list of such; for something worked out from it say when it `isSame`. */
  constructor(
    host: Host,
    select: (view: DesktopView) => Slice,
    isSame: (one: Slice, other: Slice) => boolean = isSameSlice,
  ) {
    this.#host = host;
    this.#select = select;
    this.#isSame = isSame;
    host.addController(this);
  }

  /** As the view has it now. Throws while the gadget has no desktop yet. */
  get value(): Slice {
    return this.#select(this.#host.desktop.view);
  }

  /** Whether it is another than when this was last asked; asked by the base class, once per change of the view. */
  takeChange(view: DesktopView): boolean {
    const slice = this.#select(view);
    const isChanged = this.#last === undefined || !this.#isSame(this.#last.slice, slice);
    this.#last = { slice };
    return isChanged;
  }

  /** Lit's; nothing to do there. */
  hostUpdated(): void {
    // What was rendered came from `value`, which is always the newest.
  }
}
