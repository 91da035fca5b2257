/**
 * Taking a node out of use, for an administrator (MM-2): how long people are told before, calling it off while nobody has moved,
 * and who has moved, has put it off, stays and why. Both nodes are read, whichever this desktop is on; that moves too.
 */
import {
  AgeController,
  Gadget,
  KeepsFocus,
  PairResource,
  SliceController,
  css,
  customElement,
  gadgetStyles,
  html,
  kept,
  nothing,
  repeat,
  sdkTexts,
  state,
  tellOutcome,
  type CommandOutcome,
  type MaintenanceUser,
  type NodeName,
  type WirePayload,
} from '../../src/gadget/index.ts';
import { firstMoveIn, groups, isUnderWay, mostShown, runOf, type Run } from './progress.ts';
import {
  courseSentences,
  courseWords,
  groupWords,
  nodeInSentence,
  nodeWords,
  notices,
  phaseWords,
  userDetails,
  words,
} from './words.ts';

const nodes = ['publisher', 'subscriber'] as const;
/** Ms by the node's clock, as the real console's lists are renewed. */
const readEvery = 5_000;
/** Seconds. */
const usualNotice = 300;
const lower = (node: NodeName): string => nodeInSentence[node];

@customElement('us-maintenance-gadget')
export default class MaintenanceGadget extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      .nodes {
        display: grid;
        gap: var(--us-space-3);
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        align-items: start;
      }
      .node {
        display: grid;
        gap: var(--us-space-2);
      }
      h3 {
        margin-bottom: 0;
      }
      ul.lined {
        border-top: 1px solid var(--us-border);
      }
      .confirm {
        display: grid;
        gap: var(--us-space-2);
        padding: var(--us-space-2) var(--us-space-3);
        border-radius: var(--us-radius-small);
        background: var(--us-danger-soft);
      }
    `,
  ];

  @kept({ version: 1, follow: false }) runs: Readonly<Partial<Record<NodeName, Run>>> = {};
  @kept({ follow: false }) notice: number = usualNotice;
  @state() private confirming: NodeName | undefined;
  @state() private busy: NodeName | undefined;
  @state() private trouble = '';
  @state() private told = '';

  protected readonly who = new SliceController(this, ({ agent, node }) => [agent?.roles, node]);
  private readonly ages = {
    publisher: new AgeController(this, () => this.runs.publisher?.at),
    subscriber: new AgeController(this, () => this.runs.subscriber?.at),
  };
  private readonly read = new PairResource(this, {
    path: '/finesse/api/MaintenanceMode',
    role: 'Administrator',
    every: readEvery,
    take: (node, payload) => this.take(node, payload),
  });

  constructor() {
    super();
    new KeepsFocus(this, '.node');
  }

  private take(node: NodeName, payload: WirePayload): void {
    if (payload.kind !== 'MaintenanceMode') throw new Error(`no maintenance: ${payload.kind}`);
    this.runs = { ...this.runs, [node]: runOf(payload.value, this.desktop.now()) };
  }

  override render() {
    const { connected } = this.desktop;
    if (!this.read.isAllowed) return html`<div class="body"><p class="empty">${words.notAllowed}</p></div>`;
    return html`<div class="body">
      <div class="nodes">${nodes.map((node) => this.node(node))}</div>
      <p class="small trouble" role="alert" data-testid="maintenance-trouble">${this.trouble}</p>
      <p class="small" role="status" data-testid="maintenance-told">${this.told}</p>
      <p id="why" class="small quiet" ?hidden=${connected}>${sdkTexts.notConnected}</p>
    </div>`;
  }

  private node(node: NodeName) {
    const run = this.runs[node];
    const shown = run && courseWords[run.course];
    return html`<section
      class="card node"
      tabindex="-1"
      aria-labelledby="node-${node}"
      data-testid="maintenance-${node}"
    >
      <div class="row">
        <h3 id="node-${node}">${nodeWords[node]}</h3>
        ${shown ? html`<span class="badge ${shown.tone}" data-testid="course-${node}">${shown.text}</span>` : nothing}
        ${this.desktop.view.node === node ? html`<span class="badge plain">${words.inUse}</span>` : nothing}
      </div>
      <p class="small" role="status">${run ? courseSentences[run.course](lower(node), run.reason) : ''}</p>
      ${run ? this.progress(run, node) : html`<p class="small quiet">${words.notYet}</p>`}
      ${run && !isUnderWay(run) ? this.starting(node) : nothing}
      ${run?.course === 'planned' ? this.callingOff(node) : nothing} ${this.reach(node, run)}
    </section>`;
  }

  private progress(run: Run, node: NodeName) {
    if (run.course === 'none') return nothing;
    const first = run.course === 'planned' ? firstMoveIn(run) : undefined;
    return html`<p class="small number" data-testid="progress-${node}">
        ${groups
          .filter((group) => run.counts[group] > 0)
          .map((group) => `${run.counts[group]} ${groupWords[group]}`)
          .join(', ')}
      </p>
      ${first === undefined ? nothing : html`<p class="small quiet">${words.first(first)}</p>`}
      ${run.course === 'moving' ? html`<p class="small quiet">${words.left(run.secondsLeft)}</p>` : nothing}
      ${
        run.users.length === 0
          ? nothing
          : html`<ul class="plain lined" aria-label=${words.people(lower(node))}>
                ${repeat(
                  run.users,
                  ({ userType, loginId }) => `${userType} ${loginId}`,
                  (user) => this.user(user),
                )}
              </ul>
              ${run.users.length < mostShown ? nothing : html`<p class="small quiet">${words.only(mostShown)}</p>`}`
      }`;
  }

  private user(user: MaintenanceUser) {
    const { text, tone } = phaseWords[user.phase];
    const name = `${user.firstName} ${user.lastName}`.trim() || user.loginId;
    return html`<li data-testid="maintenance-user" data-login-id=${user.loginId}>
      <div>
        <div class="name">${name}</div>
        <div class="small quiet">${userDetails(user)}</div>
      </div>
      <span class="badge ${tone}">${text}</span>
    </li>`;
  }

  private starting(node: NodeName) {
    const { connected } = this.desktop;
    const chosen = notices.find(({ seconds }) => seconds === this.notice)?.text ?? '';
    if (this.confirming === node)
      return html`<div class="confirm small">
        <p>${words.ask(lower(node), chosen)}</p>
        <div class="row">
          <button class="danger" data-testid="really-start-${node}" @click=${() => this.start(node)}>
            ${words.really}
          </button>
          <button @click=${() => (this.confirming = undefined)}>${words.rather}</button>
        </div>
      </div>`;
    return html`<div data-draft="off">
        <label for="notice-${node}">${words.notice}</label>
        <select
          id="notice-${node}"
          data-testid="notice-${node}"
          @change=${(event: Event) => (this.notice = Number((event.target as HTMLSelectElement).value))}
        >
          ${notices.map(
            ({ seconds, text }) => html`<option value=${seconds} ?selected=${seconds === this.notice}>${text}</option>`,
          )}
        </select>
      </div>
      <div class="row">
        <button
          data-testid="take-out-${node}"
          aria-disabled=${String(!connected || this.busy !== undefined)}
          aria-describedby=${connected ? nothing : 'why'}
          @click=${() => this.ask(node)}
        >
          ${words.start(lower(node))}
        </button>
      </div>`;
  }

  private callingOff(node: NodeName) {
    const { connected } = this.desktop;
    return html`<div class="row">
      <button
        class="danger"
        data-testid="call-off-${node}"
        aria-disabled=${String(!connected || this.busy !== undefined)}
        aria-describedby=${connected ? nothing : 'why'}
        @click=${() => this.callOff(node)}
      >
        ${words.callOff(lower(node))}
      </button>
    </div>`;
  }

  /** How old it is, and why there is nothing newer. A node that empties itself is silent in the end. */
  private reach(node: NodeName, run: Run | undefined) {
    const age = this.ages[node].words;
    const { trouble } = this.read[node];
    const isSilent = trouble !== '' && this.desktop.connected;
    const isEmptying = run?.course === 'moving';
    return html`${age === undefined ? nothing : html`<p class="small quiet">${words.readAt(age)}</p>`}
      <div class="small trouble" role="status" data-testid="unread-${node}">
        ${isSilent ? `${words.notRead(lower(node), trouble)}${isEmptying ? ` ${words.shutDown}` : ''}` : nothing}
      </div>`;
  }

  private ask(node: NodeName): void {
    if (this.desktop.connected && this.busy === undefined) this.confirming = node;
  }

  private start(node: NodeName): void {
    this.confirming = undefined;
    const command = () => this.desktop.actions.startMaintenance({ node, noticeSeconds: this.notice });
    void this.run(node, words.started(lower(node)), command);
  }

  private callOff(node: NodeName): void {
    void this.run(node, words.calledOff(lower(node)), () => this.desktop.actions.cancelMaintenance({ node }));
  }

  private async run(node: NodeName, done: string, command: () => Promise<CommandOutcome>): Promise<void> {
    if (!this.desktop.connected || this.busy !== undefined) return;
    this.busy = node;
    this.told = '';
    this.trouble = '';
    const trouble = await tellOutcome(command());
    this.busy = undefined;
    this.trouble = trouble ?? '';
    if (trouble === undefined) this.told = done;
    this.read[node].again();
  }
}
