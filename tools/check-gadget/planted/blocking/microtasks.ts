/** Planted: never works long in one call, but takes a thousand promises in one breath when the connection goes. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const piece = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

@customElement('us-planted-blocking-microtasks')
export default class BlockingMicrotasks extends Gadget {
  private done = false;

  protected override desktopChanged(): void {
    if (this.desktop.connected || this.done) return;
    this.done = true;
    void this.workHard();
  }

  private async workHard(): Promise<void> {
    for (let count = 0; count < 600; count += 1) {
      piece(2.5);
      await Promise.resolve();
    }
  }

  override render() {
    return html`<p>Promises</p>`;
  }
}
