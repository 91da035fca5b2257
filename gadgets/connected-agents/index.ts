/**
 * Who is connected to which node, by kind and since when, for an administrator. Each node is asked for its own list, also the
 * one that this desktop is not on; what was read last stays readable without a connection.
 */
import {
  AgeController,
  DraftController,
  Gadget,
  PairResource,
  SliceController,
  css,
  customElement,
  duration,
  gadgetStyles,
  html,
  kept,
  nothing,
  repeat,
  state,
  timeOfDay,
  type NodeName,
  type WirePayload,
} from '../../src/gadget/index.ts';
import { bounded, countOf, everybody, find, isSamePeople, kinds, listOf, mostShown } from './people.ts';
import type { Connected, Kind, Lists } from './people.ts';
import { kindWords, nodeInSentence, nodeWords, words } from './words.ts';

const nodes = ['publisher', 'subscriber'] as const;
/** Ms by the node's clock: the real console reads every 5 s; this is half of that for each of the two nodes. */
const readEvery = 10_000;

@customElement('us-connected-agents')
export default class ConnectedAgents extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      .find {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
        align-items: end;
        gap: var(--us-space-3);
      }
      ul.lined > li {
        grid-template-columns: minmax(0, 1fr);
        row-gap: var(--us-space-1);
      }
      @container (min-width: 27rem) {
        ul.lined > li {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        .end {
          text-align: end;
        }
      }
      td,
      th[scope='col']:not(:first-child) {
        text-align: end;
      }
    `,
  ];

  /** For after a reload without a connection; renewed when somebody came, went or moved. */
  @kept({ version: 1, follow: false }) last: Lists = {};
  @state() private lists: Lists = {};
  @state() private kind: Kind | '' = '';

  protected readonly who = new SliceController(this, ({ agent, session }) => [agent?.roles, session?.signedInAt]);
  private readonly searched = new DraftController(this, '#find');
  private readonly ages = {
    publisher: new AgeController(this, () => this.lists.publisher?.at),
    subscriber: new AgeController(this, () => this.lists.subscriber?.at),
  };
  private readonly read = new PairResource(this, {
    path: '/finesse/api/ConnectedUsersInfo',
    role: 'Administrator',
    every: readEvery,
    take: (node, payload) => this.take(node, payload),
  });

  private take(node: NodeName, payload: WirePayload): void {
    if (payload.kind !== 'ConnectedUsersInfo') throw new Error(`no list of people: ${payload.kind}`);
    const list = listOf(node, payload.value.users, this.desktop.now());
    this.lists = { ...this.lists, [node]: list };
    if (!isSamePeople(this.last[node], list)) this.last = { ...this.last, [node]: bounded(list) };
  }

  protected override restore(): void {
    this.lists = this.last;
  }

  override render() {
    if (!this.read.isAllowed) return html`<div class="body"><p class="empty">${words.notAllowed}</p></div>`;
    const all = everybody(this.lists);
    const isRead = this.lists.publisher !== undefined || this.lists.subscriber !== undefined;
    return html`<div class="body">
      ${isRead ? html`${this.counts()} ${this.people(all.length)}` : html`<p class="empty">${words.notYet}</p>`}
      <div class="small quiet">
        ${nodes.map((node) => html`<p data-testid="read-${node}">${this.howOld(node)}</p>`)}
      </div>
      <div class="small trouble" role="status" data-testid="connected-trouble">${this.troubles()}</div>
    </div>`;
  }

  private howOld(node: NodeName): string {
    const age = this.ages[node].words;
    return age === undefined ? words.neverRead(nodeWords[node]) : words.readAt(nodeWords[node], age);
  }

  /** Without a connection nothing is asked for, and the desktop says so. */
  private troubles() {
    return nodes.map((node) => {
      const { trouble } = this.read[node];
      return trouble === '' || !this.desktop.connected
        ? nothing
        : html`<p>${words.notRead(nodeWords[node], trouble)}</p>`;
    });
  }

  private counts() {
    const shown = kinds.filter((kind) => nodes.some((node) => countOf(this.lists, node, kind) > 0));
    return html`<table data-testid="connected-counts">
      <caption class="sr-only">
        ${words.counts}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.kind}</th>
          ${nodes.map((node) => html`<th scope="col">${nodeWords[node]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (kind) =>
            html`<tr data-kind=${kind}>
              <th scope="row">${kindWords[kind].many}</th>
              ${nodes.map((node) => html`<td class="number">${countOf(this.lists, node, kind)}</td>`)}
            </tr>`,
        )}
        <tr data-kind="all">
          <th scope="row">${words.all}</th>
          ${nodes.map((node) => html`<td class="number">${this.lists[node]?.people.length ?? '–'}</td>`)}
        </tr>
      </tbody>
    </table>`;
  }

  private people(all: number) {
    const found = find(this.lists, this.searched.text, this.kind);
    return html`<div class="find">
        <div>
          <label for="find">${words.find}</label>
          <input id="find" type="search" name="findConnected" autocomplete="off" data-testid="find-connected" />
        </div>
        <div data-draft="off">
          <label for="kind">${words.show}</label>
          <select
            id="kind"
            data-testid="connected-kind"
            @change=${(event: Event) => (this.kind = (event.target as HTMLSelectElement).value as Kind | '')}
          >
            <option value="" ?selected=${this.kind === ''}>${words.everyKind}</option>
            ${kinds.map((kind) => html`<option value=${kind} ?selected=${this.kind === kind}>${kindWords[kind].many}</option>`)}
          </select>
        </div>
      </div>
      <p class="small quiet" role="status" data-testid="connected-count">${words.shown(found.length, all)}</p>
      ${found.length === 0 ? html`<p class="empty">${all === 0 ? words.nobody : words.noMatch}</p>` : nothing}
      <ul class="plain lined" aria-label=${words.list}>
        ${repeat(
          found.slice(0, mostShown),
          ({ node, kind, loginId }) => `${node} ${kind} ${loginId}`,
          (person) => this.person(person),
        )}
      </ul>
      ${found.length > mostShown ? html`<p class="small quiet">${words.onlyFirst(mostShown)}</p>` : nothing}`;
  }

  private person({ loginId, name, kind, team, extension, node, since }: Connected) {
    const now = this.desktop.now();
    const details = [loginId, team, words.extension(extension)].filter((word) => word !== '');
    return html`<li data-testid="connected-person" data-login-id=${loginId} data-node=${node}>
      <div>
        <div class="name">${name}</div>
        <div class="small quiet">${details.join(' · ')}</div>
      </div>
      <div class="end">
        <span class="badge plain">${kindWords[kind].one}</span>
        <div class="small quiet number">
          ${words.on(nodeInSentence[node])}, ${words.since(timeOfDay(since, now), duration(now - since))}
        </div>
      </div>
    </li>`;
  }
}
