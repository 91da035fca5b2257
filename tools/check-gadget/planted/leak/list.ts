/** Planted: a list of all its elements, for a purpose that nobody remembers. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const everyOne: unknown[] = [];

@customElement('us-planted-leak-list')
export default class LeakList extends Gadget {
  constructor() {
    super();
    everyOne.push(this);
  }

  override render() {
    return html`<p>One of ${everyOne.length > 0 ? 'some' : 'none'}</p>`;
  }
}
