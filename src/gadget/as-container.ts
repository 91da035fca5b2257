/**
 * A gadget whose styles ask how wide it is (`@container`, `cqi` and the like) is their container by itself. The others are
 * none: a browser lays out what is inside of a container apart, for each one, at every start. Knows no gadget.
 */
import { css, type CSSResultOrNative } from 'lit';
import { gadgetStyles } from './gadget-styles.ts';

const containerStyles = css`
  :host {
    container-type: inline-size;
  }
`;

const asks = (sheet: CSSResultOrNative): boolean =>
  // What a sheet of the browser's own holds is not looked up at each start: it counts as asking.
  sheet !== gadgetStyles && (!('cssText' in sheet) || /@container|\dcq(?:[wihb]|min|max)/.test(sheet.cssText));

/** First among its sheets, so that a gadget may say otherwise. */
export function asContainer(sheets: CSSResultOrNative[]): CSSResultOrNative[] {
  return sheets.some(asks) ? [containerStyles, ...sheets] : sheets;
}
