/**
 * The base class of every gadget: gives it the desktop, brings its kept state back before the first render, saves it
 * afterwards, and turns whatever it throws into one `gadget-fault`, after which it stands still until restarted. It must
 * not know the host, the worker or the shell.
 */
import {
  LitElement,
  type CSSResultGroup,
  type CSSResultOrNative,
  type PropertyDeclaration,
  type ReactiveController,
} from 'lit';
import type { CacheRecord } from '../cache/contract.ts';
import { afterDrawing } from './after-drawing.ts';
import { underName } from './breadcrumb.ts';
import { gadgetFaultEvent, type DesktopHandle, type GadgetElement, type GadgetFault } from './contract.ts';
import { gadgetStyles } from './gadget-styles.ts';
import { asContainer } from './as-container.ts';
import { isNews, maintenanceIn, type MaintenanceEvent } from './maintenance-event.ts';
import type { GapSlice } from '../core/view.ts';
import { SliceController } from './controllers/slice-controller.ts';
import { keptPropertiesOf, restoreKept } from './kept.ts';

/** Bubbles: kept state is back and the first render follows. For the host's deadlines. */
export const gadgetRestoredEvent = 'gadget-restored';

/**
 * What every gadget extends, by default export of its `index.ts`, with `@customElement`. The desktop makes the element and
 * gives it `desktop`; kept state is back before the first render; every change of the view renders again. What is thrown
 * while restoring or rendering puts this gadget aside, alone, with its reason and a button to start it anew.
 */
export abstract class Gadget extends LitElement implements GadgetElement {
  static override styles = [gadgetStyles];

  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return asContainer(super.finalizeStyles(styles));
  }

  /** What it shows: its title bar then says when events of these may have been missed. */
  static readonly uses: readonly GapSlice[] = [];

  /** Resolves after restore and first render; rejects with the `GadgetFault` that came instead. */
  readonly whenReady: Promise<void>;

  #settleReady!: { resolve: () => void; reject: (fault: GadgetFault) => void };
  #desktop: DesktopHandle | undefined;
  #giveDesktop!: () => void;
  readonly #desktopGiven: Promise<void>;
  #unfollow: (() => void) | undefined;
  #restored: Promise<void> | undefined;
  /** `adopting`: the assignment comes from another tab, which has saved it. */
  #saving: 'not-yet' | 'on' | 'adopting' = 'not-yet';
  #fault: GadgetFault | undefined;
  #maintenance: MaintenanceEvent | undefined;
  #maintenanceWork: void | Promise<void> = undefined;
  readonly #dirty = new Set<string>();
  /** What it has said that it shows; none: everything. */
  readonly #slices: SliceController<unknown>[] = [];
  #wasConnected: boolean | undefined;

  constructor() {
    super();
    this.whenReady = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    this.#desktopGiven = new Promise((resolve) => {
      this.#giveDesktop = resolve;
    });
    // Whoever does not wait is told by the event.
    this.whenReady.catch(() => undefined);
  }

  /** Set by the host; until it is, nothing is restored or rendered. Throws when read before. */
  get desktop(): DesktopHandle {
    if (!this.#desktop) throw new Error(`<${this.localName}> has no desktop yet: the host sets it`);
    return this.#desktop;
  }
  set desktop(desktop: DesktopHandle) {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#desktop = desktop;
    this.#giveDesktop();
    if (this.isConnected) this.#follow();
    this.requestUpdate();
  }

  override addController(controller: ReactiveController): void {
    super.addController(controller);
    if (controller instanceof SliceController) this.#slices.push(controller as SliceController<unknown>);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  /** The desktop has moved it alive to another place of the page: nothing ends and nothing begins. */
  connectedMoveCallback(): void {
    // That there is something to call is what the browser asks for.
  }

  override disconnectedCallback(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    // Another element may come in its place at once, and asks for what this one has kept.
    this.#saveDirty();
    // Whoever is not on the page takes no tasks.
    this.#desktop?.suspendMedia();
    super.disconnectedCallback();
  }

  /**
   * Called once after kept state is back and before the first render, for what a gadget must fetch or work out. A
   * rejection is a fault at step `restore`.
   */
  protected restore(): void | Promise<void> {
    // Nothing to do by itself.
  }

  /** Called after every change of the view, before the render that shows it. Assign properties here. */
  protected desktopChanged(): void {
    // Nothing to do by itself.
  }

  /**
   * Finesse's FINESSE_MAINTENANCE_MODE_EVENT: this desktop will be moved (SCHEDULED), or is about to be (MIGRATING). Kept
   * properties are saved by themselves; what else must be saved is done here, and the move waits for the promise, for
   * some seconds. Called again when the move is put off.
   */
  protected onMaintenance?(event: MaintenanceEvent): void | Promise<void>;

  readonly #saveDirty = (): void => void this.saveNow('relaxed').catch(() => undefined);

  /** Hands every kept property to the cache. The hand-over is synchronous: it also works in `pagehide`. */
  async saveNow(durability: 'relaxed' | 'strict'): Promise<void> {
    // Before its state is back a gadget has only defaults: they must not overwrite it.
    if (this.#saving === 'not-yet') return;
    // Every gadget is asked when the page is left, and the next page waits.
    if (durability === 'relaxed' && this.#dirty.size === 0) return;
    if (durability === 'strict') await this.#maintenanceWork;
    const dirty = keptPropertiesOf(this.constructor).filter(({ property }) => {
      return durability === 'strict' || this.#dirty.has(property);
    });
    this.#dirty.clear();
    const values = this as unknown as Readonly<Record<string, unknown>>;
    await Promise.all(
      dirty.map(({ property, key, version }) => this.desktop.cache.put(key, values[property], { version, durability })),
    );
  }

  override requestUpdate(
    name?: PropertyKey,
    oldValue?: unknown,
    options?: PropertyDeclaration,
    useNewValue?: boolean,
    newValue?: unknown,
  ): void {
    super.requestUpdate(name, oldValue, options, useNewValue, newValue);
    // The name first: Lit's own constructor calls this without one, when the private fields are not there yet.
    if (typeof name !== 'string' || this.#saving !== 'on') return;
    if (Object.is((this as unknown as Readonly<Record<string, unknown>>)[name], oldValue)) return;
    if (!keptPropertiesOf(this.constructor).some(({ property }) => property === name)) return;
    if (this.#dirty.size === 0) afterDrawing(this.#saveDirty);
    this.#dirty.add(name);
  }

  /** Lit waits for this before each update: the first one waits for the state to be back. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#saving === 'not-yet') {
      try {
        await (this.#restored ??= this.#restore());
      } catch (cause) {
        this.#fail('restore', cause);
        return;
      }
    }
    await super.scheduleUpdate();
  }

  protected override performUpdate(): void {
    // Without `super` the update stays pending and Lit asks for no other: a broken gadget stands still.
    if (this.#fault) return;
    try {
      underName(this.desktop.gadgetId, () => super.performUpdate());
      this.#settleReady.resolve();
    } catch (cause) {
      this.#fail('render', cause);
    }
  }

  async #restore(): Promise<void> {
    await this.#desktopGiven;
    const { cache, gadgetId } = this.desktop;
    const properties = keptPropertiesOf(this.constructor);
    const values = await Promise.all(properties.map((property) => restoreKept(cache, property)));
    for (const [at, { property }] of properties.entries()) {
      const restored = values[at];
      if (restored) (this as unknown as Record<string, unknown>)[property] = restored.value;
    }
    await underName(gadgetId, () => this.restore());
    this.#saving = 'on';
    this.dispatchEvent(new CustomEvent(gadgetRestoredEvent, { bubbles: true, composed: true }));
    this.#followChange();
  }

  #follow(): void {
    if (!this.#desktop || this.#unfollow) return;
    const stopView = this.#desktop.onChange(() => this.#followChange());
    const stopTabs = this.#desktop.cache.onRemotePut?.((record) => this.#adopt(record));
    this.#unfollow = () => {
      stopView();
      stopTabs?.();
    };
    this.#followChange();
  }

  #adopt({ key, value, version }: CacheRecord): void {
    const found = keptPropertiesOf(this.constructor).find((one) => one.key === key && one.version === version);
    // What is assigned here and not yet handed over is newer than what the other tab wrote.
    if (!found?.follow || this.#saving !== 'on' || this.#fault || this.#dirty.has(found.property)) return;
    this.#saving = 'adopting';
    (this as unknown as Record<string, unknown>)[found.property] = value;
    this.#saving = 'on';
  }

  #followChange(): void {
    if (this.#fault || !this.#desktop) return;
    const { connected } = this.#desktop;
    const isTurned = connected !== this.#wasConnected;
    this.#wasConnected = connected;
    this.toggleAttribute('stale', !connected);
    if (this.#saving === 'on') {
      try {
        underName(this.#desktop.gadgetId, () => this.desktopChanged());
        this.#followMaintenance(this.#desktop);
      } catch (cause) {
        this.#fail('event', cause);
        return;
      }
    }
    // All are asked, so that each knows what was shown last.
    const { view } = this.#desktop;
    const changes = this.#slices.filter((slice) => slice.takeChange(view));
    if (this.#slices.length === 0 || changes.length > 0 || isTurned) this.requestUpdate();
  }

  #followMaintenance({ view, gadgetId }: DesktopHandle): void {
    const event = maintenanceIn(view);
    const before = this.#maintenance;
    this.#maintenance = event;
    if (!event || !isNews(before, event)) return;
    this.#maintenanceWork = underName(gadgetId, () => this.onMaintenance?.(event));
    // Whoever waits for it is told by `saveNow`.
    this.#maintenanceWork?.catch(() => undefined);
  }

  #fail(step: GadgetFault['step'], cause: unknown): void {
    if (this.#fault) return;
    const message = cause instanceof Error ? cause.message : String(cause);
    this.#fault = { step, message, at: this.#desktop?.now() ?? 0 };
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#settleReady.reject(this.#fault);
    this.dispatchEvent(
      new CustomEvent<GadgetFault>(gadgetFaultEvent, { detail: this.#fault, bubbles: true, composed: true }),
    );
  }
}
