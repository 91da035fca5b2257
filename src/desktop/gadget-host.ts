import { LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
@customElement('us-gadget-host')
export class GadgetHost extends LitElement {}
