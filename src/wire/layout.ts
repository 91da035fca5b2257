/** The desktop layout XML as a typed value. Codec: `layout-codec.ts`; half a layout is a typed error, never half a desktop. */
import type { Role } from './user.ts';

export interface LayoutGadget {
  /** Starts with a letter; letters, digits, `-` and `_`; unique in the layout. */
  readonly id: string;
  /** What the layout says: `gadgets/notes` for our own, or an absolute URL. */
  readonly url: string;
  readonly hidden: boolean;
  readonly managedBy?: string;
  readonly maxRows?: number;
  readonly alternateHosts: readonly string[];
}

export interface LayoutColumn {
  readonly gadgets: readonly LayoutGadget[];
}

export interface LayoutTab {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** One to four. */
  readonly columns: readonly LayoutColumn[];
}

export interface RoleLayout {
  readonly role: Role;
  /** Page-level gadgets, above the tabs. */
  readonly page: readonly LayoutGadget[];
  readonly tabs: readonly LayoutTab[];
}

export interface HeaderColumn {
  readonly side: 'left' | 'right';
  readonly width: string;
  readonly components: readonly { readonly id: string; readonly url: string }[];
}

export interface Layout {
  readonly version: string;
  /** `<configs>`: title, logo and overridden desktop properties. */
  readonly configs: Readonly<Record<string, string>>;
  readonly header: readonly HeaderColumn[];
  readonly roles: readonly RoleLayout[];
}
