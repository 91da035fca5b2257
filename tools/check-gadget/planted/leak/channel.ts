/** Planted: a broadcast channel that is never closed; no listener is ever added by name. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-leak-channel')
export default class LeakChannel extends Gadget {
  private readonly channel = new BroadcastChannel('planted');

  constructor() {
    super();
    this.channel.onmessage = () => this.requestUpdate();
  }

  override render() {
    return html`<p>A channel</p>`;
  }
}
