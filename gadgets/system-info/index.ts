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
    const { connected, view } = this.desktop;
    const { profile, move, notifications, epoch, clockOffset } = view;
    const now = this.desktop.now();
    return html`<div class="body">
      <div class="nodes" role="group" aria-label=${words.nodes}>${nodes.map((node) => this.node(node, now))}</div>
      <div data-testid="facts-connection">
        <h3>${words.connection}</h3>
        <dl>
          <dt>${words.profile}</dt>
          <dd>${profile}</dd>
          <dt>${words.move}</dt>
          <dd>${moveWords[move]}</dd>
          <dt>${words.channel}</dt>
          <dd>${channelWords[notifications]}</dd>
          <dt>${words.epoch}</dt>
          <dd>${words.times(epoch)}</dd>
          <dt>${words.clock}</dt>
          <dd>${words.ahead(clockOffset)}</dd>
          <dt>${words.lastMove}</dt>
          <dd>${this.lastMove(now)}</dd>
        </dl>
      </div>
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
      <dl>
        <dt>${words.heartbeat}</dt>
        <dd>${heartbeatWords[heartbeat]}</dd>
        <dt>${words.roundTrip}</dt>
        <dd>${roundTripMs === undefined ? '–' : words.ms(roundTripMs)}</dd>
        <dt>${words.seen}</dt>
        <dd>${seenAt === undefined ? words.never : timeOfDay(seenAt + view.clockOffset, now)}</dd>
      </dl>
    </div>`;
  }

  private lastMove(now: number) {
    const { clockOffset, lastMove } = this.desktop.view;
    if (!lastMove) return words.noMove;
    const took = ((lastMove.endedAt - lastMove.startedAt) / 1000).toFixed(1);
    return html`${timeOfDay(lastMove.endedAt + clockOffset, now)}:
    ${words.moved(nodeInSentence[lastMove.from], nodeInSentence[lastMove.to], took)},
    ${words.because(triggerWords[lastMove.trigger])}`;
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
    return html`<div data-testid="facts-system">
      <h3>${words.system(nodeInSentence[node])}</h3>
      <dl>
        <dt>${words.deployment}</dt>
        <dd><span translate="no">${info.deploymentType}</span></dd>
        <dt>${words.status}</dt>
        <dd><span translate="no">${info.status}</span></dd>
        ${info.statusReason ? fact(words.reason, asSent(info.statusReason)) : nothing}
        ${this.domain === undefined ? nothing : fact(words.domain, asSent(this.domain))}
        <dt>${words.signIn}</dt>
        <dd><span translate="no">${info.systemAuthMode}</span></dd>
        ${ctiVersion === undefined ? nothing : fact(words.ctiVersion, words.version(ctiVersion))}
        <dt>${words.interval}</dt>
        <dd>${words.seconds(info.ctiHeartbeatInterval)}</dd>
        ${servers.length > 0 ? fact(words.ctiServers, servers) : nothing}
        ${maintenance.length > 0 ? fact(words.maintenance, maintenance.join(', ')) : nothing}
      </dl>
    </div>`;
  }
}

/** The node's own words. */
const asSent = (value: string) => html`<span translate="no">${value}</span>`;

/** What is not always known. */
const fact = (name: string, value: unknown) =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;
