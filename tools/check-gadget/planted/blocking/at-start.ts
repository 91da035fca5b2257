/** Planted: builds a large table while its module is evaluated, before there is any gadget. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

function table(): number {
  const until = performance.now() + 1_500;
  let sum = 0;
  while (performance.now() < until) sum += Math.sqrt(sum + 1);
  return sum;
}
const large = table();

@customElement('us-planted-blocking-start')
export default class BlockingStart extends Gadget {
  override render() {
    return html`<p>${large > 0 ? 'Ready' : ''}</p>`;
  }
}
