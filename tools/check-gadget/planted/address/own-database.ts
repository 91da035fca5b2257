/** Planted: remembers the host of the node in use, as the view tells it, in a database of its own. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-address-database')
export default class AddressDatabase extends Gadget {
  protected override desktopChanged(): void {
    const opening = indexedDB.open('planted-address', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('servers');
    opening.onsuccess = () => {
      const writing = opening.result.transaction('servers', 'readwrite');
      writing.objectStore('servers').put(new Map([['last', new URL('/desktop', location.href).host]]), 'known');
      writing.oncomplete = () => opening.result.close();
    };
  }

  override render() {
    return html`<p>A database of its own</p>`;
  }
}
