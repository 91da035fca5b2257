/** A core client whose view a test sets, and whose calls it reads. */
import type { AgentCommand, CommandOutcome, GadgetReadOutcome } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { CoreClient, CoreConnection } from '../../worker/client/contract.ts';
import type { SignInRequest } from '../../worker/protocol.ts';
import { sampleNow } from './sample-view.ts';

type ViewListener = Parameters<CoreClient['onView']>[0];

export class FakeClient implements CoreClient {
  connection: CoreConnection = { kind: 'open', instance: 'test', host: 'dedicated' };
  view: DesktopView | undefined;
  time = sampleNow;
  readonly calls: unknown[][] = [];
  /** Set to make the next sign-in, sign-out or command reject. */
  rejection: Error | undefined;
  readonly #viewListeners = new Set<ViewListener>();
  readonly #connectionListeners = new Set<(connection: CoreConnection) => void>();
  readonly #logListeners = new Set<(line: { readonly at: number; readonly text: string }) => void>();

  constructor(view?: DesktopView) {
    this.view = view;
  }

  /** Shows a view, whole or as changes to the present one. */
  show(view: Partial<DesktopView>): void {
    const next = { ...this.view, ...view } as DesktopView;
    this.view = next;
    for (const listener of this.#viewListeners) listener(next, Object.keys(view) as (keyof DesktopView)[]);
  }

  setConnection(connection: CoreConnection): void {
    this.connection = connection;
    for (const listener of this.#connectionListeners) listener(connection);
  }

  log(text: string): void {
    for (const listener of this.#logListeners) listener({ at: this.time, text });
  }

  onView(listener: ViewListener): () => void {
    this.#viewListeners.add(listener);
    return () => this.#viewListeners.delete(listener);
  }
  onConnection(listener: (connection: CoreConnection) => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }
  onLog(listener: (line: { readonly at: number; readonly text: string }) => void): () => void {
    this.#logListeners.add(listener);
    return () => this.#logListeners.delete(listener);
  }
  onAnnounce(): () => void {
    return () => undefined;
  }
  readonly handOver = {
    onAsked: () => () => undefined,
    ticket: () => Promise.reject(new Error('no ticket in this test')),
    done: () => Promise.resolve(),
    take: () => Promise.reject(new Error('nothing to take in this test')),
    reportWays: () => Promise.resolve(),
  };
  onReload(): () => void {
    return () => undefined;
  }
  readonly #saveListeners = new Set<(round: number) => void>();
  onSave(listener: (round: number) => void): () => void {
    this.#saveListeners.add(listener);
    return () => this.#saveListeners.delete(listener);
  }
  askToSave(round: number): void {
    for (const listener of this.#saveListeners) listener(round);
  }
  told(message: Parameters<CoreClient['told']>[0]): void {
    this.calls.push(['told', message]);
  }
  async renewSignIn(password: string): Promise<void> {
    await this.#record('renewSignIn', password);
  }
  async postponeMaintenance(): Promise<void> {
    await this.#record('postponeMaintenance', undefined);
  }
  now(): number {
    return this.time;
  }
  async signIn(request: SignInRequest): Promise<void> {
    await this.#record('signIn', request);
  }
  async signOut(reasonCodeId?: number): Promise<void> {
    await this.#record('signOut', reasonCodeId);
  }
  async command(command: AgentCommand): Promise<CommandOutcome> {
    await this.#record('command', command);
    return { outcome: 'applied' };
  }
  async readFromNode(path: string): Promise<GadgetReadOutcome> {
    await this.#record('readFromNode', path);
    return { kind: 'refused', code: 'not-connected' };
  }
  async configure(settings: Parameters<CoreClient['configure']>[0]): Promise<void> {
    await this.#record('configure', settings);
  }
  async takeBack(): Promise<void> {
    await this.#record('takeBack', undefined);
  }
  async dismissNotice(id: number): Promise<void> {
    await this.#record('dismissNotice', id);
  }
  async followTeamMessages(): Promise<void> {
    await this.#record('followTeamMessages', undefined);
  }
  async mediaChannel(report: Parameters<CoreClient['mediaChannel']>[0]): Promise<void> {
    await this.#record('mediaChannel', report);
  }
  recording(): Promise<never> {
    return Promise.reject(new Error('not recorded'));
  }
  leave(): void {
    this.calls.push(['leave']);
  }

  #record(name: string, argument: unknown): Promise<void> {
    this.calls.push([name, argument]);
    return this.rejection ? Promise.reject(this.rejection) : Promise.resolve();
  }
}
