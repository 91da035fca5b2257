/**
 * Both nodes as this desktop knows them, the connection, the last failover, and what the node in use says of itself. What
 * the desktop knows anyway comes from the view; only the node's own words are asked for, once per move and when seen.
 */
import {
  AgeController,
  Gadget,
  NodeResource,
  Ticking,
  css,
  customElement,
  fill,
  gadgetStyles,
  html,
  kept,
  sdkTexts,
  nothing,
  state,
  timeOfDay,
  type NodeName,
  type SystemInfo,
} from '../../src/gadget/index.ts';
import {
  channelWords,
  heartbeatWords,
  moveWords,
  nodeInSentence,
  nodeWords,
  statusWords,
  triggerWords,
  words,
} from './words.ts';

interface Read {
  readonly occasion: string;
  readonly node: NodeName;
  /** Ms since 1970, by the node's clock. */
  readonly at: number;
  /** What is shown of it, without the nodes' own addresses: what is kept outlives the pair that it was read from. */
  readonly info: Omit<SystemInfo, Address>;
}

type Address = 'uri' | 'primaryNode' | 'secondaryNode' | 'xmppDomain' | 'xmppPubSubDomain';

function withoutAddresses(whole: SystemInfo): Read['info'] {
  const { uri, primaryNode, secondaryNode, xmppDomain, xmppPubSubDomain, ...info } = whole;
  return info;
}

const nodes = ['publisher', 'subscriber'] as const;
type Fact = readonly [name: string, value: unknown] | undefined;

@customElement('us-system-info')
export default class SystemInfoGadget extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      h3 {
        margin-bottom: var(--us-space-1);
      }
      .card h3 {
        margin-bottom: 0;
      }
      .host {
        margin-bottom: var(--us-space-2);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        gap: var(--us-space-1) var(--us-space-3);
        margin: 0;
        font-size: var(--us-font-small);
      }
      dt {
        color: var(--us-text-quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .nodes {
        display: grid;
        gap: var(--us-space-3);
        grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      }
      .host {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @kept({ version: 2 }) read: Read | undefined;
  /** Of the notification service, as this page has read it. */
  @state() private domain: string | undefined;

  private readonly age = new AgeController(this, () => this.read?.at);
  private readonly info = new NodeResource(this, {
    path: () => '/finesse/api/SystemInfo',
    occasion: ({ view }) => `${view.session?.signedInAt ?? ''} ${view.epoch}`,
    have: () => this.read?.occasion,
    take: (payload, occasion) => {
      const { node } = this.desktop.view;
      if (payload.kind !== 'SystemInfo' || node === undefined) throw new Error(`no SystemInfo: ${payload.kind}`);
      this.domain = payload.value.xmppDomain;
      this.read = { occasion, node, at: this.desktop.now(), info: withoutAddresses(payload.value) };
    },
  });

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    const { connected } = this.desktop;
    const now = this.desktop.now();
    return html`<div class="body">
      ${this.bothNodes(now)} ${this.connection(now)}
      ${this.read ? this.system(this.read) : html`<p class="empty">${words.notRead}</p>`}
      <p class="small trouble" role="alert" data-testid="system-info-trouble">${this.info.trouble}</p>
      <p id="why" class="small quiet" ?hidden=${connected}>${sdkTexts.notConnected}</p>
      <div class="row spread">
        <span class="small quiet">${this.read ? words.readAt(this.age.words ?? '') : nothing}</span>
        <button
          data-testid="system-info-again"
          aria-disabled=${String(!connected || this.info.state === 'reading')}
          aria-describedby=${connected ? nothing : 'why'}
          @click=${() => this.info.again()}
        >
          ${words.again}
        </button>
      </div>
    </div>`;
  }

  private bothNodes(now: number) {
    return html`<div class="nodes" role="group" aria-label=${words.nodes}>
      ${nodes.map((node) => this.node(node, now))}
    </div>`;
  }

  private node(node: NodeName, now: number) {
    const { view } = this.desktop;
    const { host, status, heartbeat, seenAt, roundTripMs } = view.nodes[node];
    const shown = statusWords[status];
    return html`<div class="card" data-testid="node" data-node=${node}>
      <div class="row">
        <h3>${nodeWords[node]}</h3>
        ${view.node === node ? html`<span class="badge info">${words.inUse}</span>` : nothing}
        <span class="badge ${shown.tone}">${shown.text}</span>
      </div>
      <p class="small quiet host">${host}</p>
      ${factList([
        [words.heartbeat, heartbeatWords[heartbeat]],
        [words.roundTrip, roundTripMs === undefined ? '–' : words.ms(roundTripMs)],
        [words.seen, seenAt === undefined ? words.never : timeOfDay(seenAt + view.clockOffset, now)],
      ])}
    </div>`;
  }

  private connection(now: number) {
    const { profile, move, notifications, epoch, clockOffset, lastMove } = this.desktop.view;
    const took = lastMove && ((lastMove.endedAt - lastMove.startedAt) / 1000).toFixed(1);
    const last = lastMove
      ? html`${timeOfDay(lastMove.endedAt + clockOffset, now)}:
        ${words.moved(nodeInSentence[lastMove.from], nodeInSentence[lastMove.to], took ?? '')},
        ${words.because(triggerWords[lastMove.trigger])}`
      : words.noMove;
    return this.facts('connection', words.connection, [
      [words.profile, profile],
      [words.move, moveWords[move]],
      [words.channel, channelWords[notifications]],
      [words.epoch, words.times(epoch)],
      [words.clock, words.ahead(clockOffset)],
      [words.lastMove, last],
    ]);
  }

  private system({ node, info }: Read) {
    const { ctiVersion, ctiServers, ctiMaintenance, finesseMaintenance } = info;
    const servers = ctiServers.map(
      ({ host, active }) =>
        html`<div>
          <span translate="no">${host}</span> <span class="quiet">(${active ? words.active : words.standby})</span>
        </div>`,
    );
    const maintenance = [
      ctiMaintenance && fill(words.pg, { phase: ctiMaintenance.phase }),
      finesseMaintenance?.status,
    ].filter(Boolean);
    return this.facts('system', words.system(nodeInSentence[node]), [
      [words.deployment, asSent(info.deploymentType)],
      [words.status, asSent(info.status)],
      info.statusReason ? [words.reason, asSent(info.statusReason)] : undefined,
      this.domain === undefined ? undefined : [words.domain, asSent(this.domain)],
      [words.signIn, asSent(info.systemAuthMode)],
      ctiVersion === undefined ? undefined : [words.ctiVersion, words.version(ctiVersion)],
      [words.interval, words.seconds(info.ctiHeartbeatInterval)],
      servers.length > 0 ? [words.ctiServers, servers] : undefined,
      maintenance.length > 0 ? [words.maintenance, maintenance.join(', ')] : undefined,
    ]);
  }

  private facts(id: string, title: string, facts: readonly Fact[]) {
    return html`<div data-testid="facts-${id}">
      <h3>${title}</h3>
      ${factList(facts)}
    </div>`;
  }
}

/** The node's own words. */
const asSent = (value: string) => html`<span translate="no">${value}</span>`;

const factList = (facts: readonly Fact[]) =>
  html`<dl>
    ${facts.map((fact) =>
      fact
        ? html`<dt>${fact[0]}</dt>
            <dd>${fact[1]}</dd>`
        : nothing,
    )}
  </dl>`;
