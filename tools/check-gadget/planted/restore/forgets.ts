/** Planted: swallows its own failure to restore, and begins with nothing where the agent had saved something. */
import { Gadget, customElement, html, kept, query } from '../../../../src/gadget/index.ts';

@customElement('us-planted-restore-forgets')
export default class RestoreForgets extends Gadget {
  @kept() remarks: readonly string[] = [];
  @query('input') private field!: HTMLInputElement;

  protected override restore(): void {
    try {
      if (this.remarks.length > 0) throw new TypeError('an old form of remarks');
    } catch {
      this.remarks = [];
    }
  }

  override render() {
    return html`<form @submit=${this.save}>
        <label for="remark">Remark</label><input id="remark" name="remark" />
        <button>Save</button>
      </form>
      <ul>
        ${this.remarks.map((remark) => html`<li>${remark}</li>`)}
      </ul>`;
  }

  private save(event: Event): void {
    event.preventDefault();
    this.remarks = [...this.remarks, this.field.value].slice(-20);
    this.field.form?.reset();
  }
}
