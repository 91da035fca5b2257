/**
 * One simulated desktop and what can happen to it: started with what the last worker left, crashed, asleep, its clock leaping,
 * a road cut, its session taken to the other address. Knows neither users nor faults by name, and judges nothing.
 */
import type { SessionRecord } from '../../core/contract.ts';
import { nodeNames, type Ms, type NodeName } from '../../wire/names.ts';
import { chatClientOf } from './desk-chat.ts';
import { DeskCore } from './desk-core.ts';
import { createDeskLinks } from './desk-links.ts';
import { createParcels } from './desk-parcels.ts';
import type { Wallet } from './desk-tokens.ts';

/** The host stamps the record so often with the time of the last sign of life. */
const stampEveryMs = 5_000;
/** PF-1: longer away than this, and the session has lapsed. */
const graceMs = 60_000;

export class Desk extends DeskCore {
  /** A new core; with what the last one left on disk, if that is not too old. */
  start(at: Ms, tabs: number): void {
    if (this.core) return;
    this.moveTo(at);
    this.incarnation += 1;
    this.core = this.options.newCore();
    this.recorder = this.options.recorderOf?.(this.core);
    this.links = createDeskLinks({
      client: this.client,
      loginId: this.agentId,
      wallet: this.store.wallet,
      signOn: this.options.signOn,
      send: (input) => {
        if (!('node' in input) || this.roads[input.node].outward(input)) this.options.send(input);
      },
    });
    this.items = 0;
    this.steadySince = this.now;
    this.told('starts');
    this.tabs = tabs;
    this.lastAlive = at;
    this.feed({ type: 'tabs', count: tabs }, at);
    this.takeUp(at);
    this.onStart();
  }

  /** Of what the last worker has left on disk. */
  private takeUp(at: Ms): void {
    const { session, lastStamp, isBehind } = this.store.load();
    if (isBehind) this.told('forgets');
    if (!session) return;
    const awayMs = at - lastStamp;
    if (awayMs > graceMs) {
      this.told('lapses');
      this.feed({ type: 'session-lapsed', session, awayMs }, at);
      return;
    }
    this.goOn(session, at);
  }

  private goOn(session: SessionRecord, at: Ms): void {
    this.feed({ type: 'resume', session }, at);
    this.links?.resumeTokens(this.now);
    this.hear(at);
  }

  /** At the other address: goes on with what its own core has handed over there. */
  takeOver(session: SessionRecord, wallet: Wallet, at: Ms): void {
    this.told('takes-over');
    Object.assign(this.store.wallet, wallet);
    this.goOn(session, at);
  }

  /** The agent gives the password anew, beside whatever is going on (PF-10). */
  renew(at: Ms): void {
    if (!this.isRunning) return;
    this.moveTo(at);
    this.links?.renew(this.now);
    this.schedule();
  }

  cutChat(at: Ms): void {
    for (const input of this.links?.cutChat() ?? []) {
      if (this.asleepUntil === undefined) this.feed(input, at);
      else this.keep({ at, input });
    }
  }

  restoreChat(): void {
    this.links?.restoreChat();
  }

  crash(at: Ms): void {
    if (!this.core) return;
    this.moveTo(at);
    this.told('crashes');
    const alive = this.isAlive ? at : this.lastAlive;
    this.store.stamp(alive - this.options.dice.between(0, stampEveryMs));
    this.core = undefined;
    this.links = undefined;
    this.asleepUntil = undefined;
    this.parcels = createParcels();
    for (const node of nodeNames) this.forgetConnections(node);
    this.options.send({ type: 'client-gone', client: chatClientOf(this.client) });
    this.schedule();
  }

  sleep(at: Ms, until: Ms): void {
    if (!this.isRunning) return;
    this.moveTo(at);
    this.told('sleeps');
    this.asleepUntil = until;
    this.schedule();
  }

  wakeUp(at: Ms): void {
    if (this.asleepUntil === undefined) return;
    this.asleepUntil = at;
    this.run(at);
  }

  /** The desktop's clock leaps forward. */
  jump(at: Ms, by: Ms): void {
    this.leap += by;
    this.moveTo(at);
    this.steadySince = this.now;
    this.told('clock-jumps');
    this.run(at);
  }

  cut(node: NodeName, at: Ms): void {
    this.roads[node].cut(at);
    this.schedule();
  }

  isCutFrom(node: NodeName): boolean {
    return this.roads[node].isCut();
  }

  restore(node: NodeName, at: Ms): void {
    const held = this.roads[node].restore();
    for (const input of held.outward) this.options.send(input);
    for (const effect of held.inward) this.receive(effect, node, at);
    this.schedule();
  }
}
