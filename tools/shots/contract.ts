/** A state of the product that is worth a picture, and how it is reached by the product's own means. */
import type { BrowserContext } from 'playwright-core';
import type { DesktopPage } from '../../e2e/desktop.ts';

export const groups = [
  'Signing in',
  'At work',
  'A failover',
  'Maintenance',
  'The end of a sign-in',
  'When something goes wrong',
  'Gadgets',
  'Supervisor',
  'Administrator',
  'Pages beside the work',
  'The lab',
] as const;
export type Group = (typeof groups)[number];

export interface ShotPlace {
  readonly url: string;
  readonly context: BrowserContext;
  /** The web server goes away. */
  stopSite(): Promise<void>;
}

export type Reach = (desktop: DesktopPage, place: ShotPlace) => Promise<void>;

export interface ShotState {
  /** Also the name of its pictures. */
  readonly id: string;
  readonly group: Group;
  /** One sentence: what is seen. */
  readonly caption: string;
  /** What the page is opened with. */
  readonly query: string;
  /** Resolves when the state is there to be looked at; the page may be another one then. */
  readonly reach: Reach;
  /** Reached within seconds: walked by `npm test` too. */
  readonly quick?: true;
  /** Gone within seconds: reached anew for each look. */
  readonly fleeting?: true;
  /** What is scrolled into sight: the page's tabs with what is below them, or the notes. */
  readonly from?: 'tabs' | 'notes';
  /** Has words in colour or lines that forced colours could take away. */
  readonly forcedColours?: true;
}

export interface Look {
  readonly name: 'light' | 'dark' | 'narrow' | 'narrow-dark' | 'forced';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly forcedColors: 'none' | 'active';
}

const wide = { width: 1280, height: 800 } as const;
const narrow = { width: 360, height: 740 } as const;

export const looks: readonly Look[] = [
  { name: 'light', viewport: wide, colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', viewport: wide, colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced', viewport: wide, colorScheme: 'dark', forcedColors: 'active' },
  { name: 'narrow', viewport: narrow, colorScheme: 'light', forcedColors: 'none' },
  { name: 'narrow-dark', viewport: narrow, colorScheme: 'dark', forcedColors: 'none' },
];
