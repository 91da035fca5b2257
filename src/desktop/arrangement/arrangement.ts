/**
 * How an agent has arranged the gadgets, on top of the layout: order, column widths, heights, the one that is enlarged.
 * Pure; every change gives a new value. What is kept may be older than the layout: gadgets that it no longer has are
 * left out, new ones stand where the layout puts them, and none is ever shown twice or lost.
 */
import type { LayoutGadget, LayoutTab } from '../../wire/layout.ts';

export interface Arrangement {
  /** Gadget ids by column, for each tab whose order was changed. */
  readonly order: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Shares of the tab's width, by tab. */
  readonly widths: Readonly<Record<string, readonly number[]>>;
  /** Height of a gadget's content in rem; one without is as high as it needs. */
  readonly heights: Readonly<Record<string, number>>;
  /** The gadget that has its tab to itself, by tab. */
  readonly enlarged: Readonly<Record<string, string>>;
}

export const asInLayout: Arrangement = { order: {}, widths: {}, heights: {}, enlarged: {} };

/** rem. Below the least a gadget shows no line of text beside its scrollbar. */
export const heightLimits = { least: 4, most: 80, step: 3 } as const;
/** Share of an evenly divided column: none becomes narrower than 0.4 of that, nor wider than 2.5. */
export const widthLimits = { least: 0.4, most: 2.5, step: 0.2 } as const;

export const moves = ['up', 'down', 'before', 'after'] as const;
/** `before` and `after` are columns, in reading direction. */
export type Move = (typeof moves)[number];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const between = (value: number, { least, most }: { readonly least: number; readonly most: number }): number =>
  Math.min(most, Math.max(least, Math.round(value * 100) / 100));

function only<T>(value: unknown, read: (entry: unknown) => T | undefined): Readonly<Record<string, T>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const known = read(entry);
      return known === undefined ? [] : [[key, known]];
    }),
  );
}

/** Reads what was kept. Whatever of it cannot be understood counts as not arranged. */
export function readArrangement(value: unknown): Arrangement {
  if (!isRecord(value)) return asInLayout;
  const isText = (entry: unknown): entry is string => typeof entry === 'string';
  const isFinite = (entry: unknown): entry is number => typeof entry === 'number' && Number.isFinite(entry);
  return {
    order: only(value['order'], (columns) =>
      Array.isArray(columns)
        ? columns.map((ids: unknown) => (Array.isArray(ids) ? ids.filter(isText) : []))
        : undefined,
    ),
    widths: only(value['widths'], (shares) =>
      Array.isArray(shares) && shares.length > 0 && shares.every(isFinite)
        ? shares.map((share) => between(share, widthLimits))
        : undefined,
    ),
    heights: only(value['heights'], (height) => (isFinite(height) ? between(height, heightLimits) : undefined)),
    enlarged: only(value['enlarged'], (id) => (isText(id) ? id : undefined)),
  };
}

type Columns = readonly (readonly LayoutGadget[])[];

/** Every gadget of a tab asks for the same, several times in a render; what is asked about never changes. */
const known = new WeakMap<Arrangement, WeakMap<LayoutTab, Columns>>();

/** The tab's shown gadgets by column, as arranged. As many columns as the layout gives. */
export function arrangedColumns(tab: LayoutTab, arrangement: Arrangement): Columns {
  const ofTabs = known.get(arrangement) ?? new WeakMap<LayoutTab, Columns>();
  const columns = ofTabs.get(tab) ?? arrange(tab, arrangement);
  known.set(arrangement, ofTabs.set(tab, columns));
  return columns;
}

function arrange(tab: LayoutTab, arrangement: Arrangement): Columns {
  const order = Object.hasOwn(arrangement.order, tab.id) ? arrangement.order[tab.id] : undefined;
  const given = tab.columns.map(({ gadgets }) => gadgets.filter(({ hidden }) => !hidden));
  if (!order) return given;
  const byId = new Map(given.flat().map((gadget) => [gadget.id, gadget]));
  const placed = new Set<string>();
  const columns = given.map((_, at): LayoutGadget[] =>
    (order[at] ?? []).flatMap((id) => {
      const gadget = byId.get(id);
      if (!gadget || placed.has(id)) return [];
      placed.add(id);
      return [gadget];
    }),
  );
  for (const [at, gadgets] of given.entries()) {
    columns[at]?.push(...gadgets.filter(({ id }) => !placed.has(id)));
  }
  return columns;
}

const idsOf = (tab: LayoutTab, arrangement: Arrangement): string[][] =>
  arrangedColumns(tab, arrangement).map((column) => column.map(({ id }) => id));

/** Where a gadget stands; `undefined` when it is not in this tab. */
export function placeOf(
  tab: LayoutTab,
  arrangement: Arrangement,
  id: string,
): { readonly column: number; readonly row: number } | undefined {
  for (const [column, gadgets] of arrangedColumns(tab, arrangement).entries()) {
    const row = gadgets.findIndex((gadget) => gadget.id === id);
    if (row >= 0) return { column, row };
  }
  return undefined;
}

/** Puts a gadget at a row of a column, both counted as they are once it is taken out. Beyond the ends means at the end. */
export function placeAt(
  tab: LayoutTab,
  arrangement: Arrangement,
  id: string,
  column: number,
  row: number,
): Arrangement {
  const columns = idsOf(tab, arrangement);
  const target = columns[column];
  if (!target || !columns.some((ids) => ids.includes(id))) return arrangement;
  const without = columns.map((ids) => ids.filter((one) => one !== id));
  without[column]?.splice(Math.max(0, row), 0, id);
  return { ...arrangement, order: { ...arrangement.order, [tab.id]: without } };
}

/** Whether a gadget can move so; a lone gadget cannot. */
export function canMove(tab: LayoutTab, arrangement: Arrangement, id: string, move: Move): boolean {
  const at = placeOf(tab, arrangement, id);
  if (!at) return false;
  const columns = arrangedColumns(tab, arrangement);
  switch (move) {
    case 'up':
      return at.row > 0;
    case 'down':
      return at.row + 1 < (columns[at.column]?.length ?? 0);
    case 'before':
      return at.column > 0;
    case 'after':
      return at.column + 1 < columns.length;
  }
}

/** The same arrangement when there is no place in that direction. */
export function moveGadget(tab: LayoutTab, arrangement: Arrangement, id: string, move: Move): Arrangement {
  const at = placeOf(tab, arrangement, id);
  if (!at || !canMove(tab, arrangement, id, move)) return arrangement;
  switch (move) {
    case 'up':
      return placeAt(tab, arrangement, id, at.column, at.row - 1);
    case 'down':
      return placeAt(tab, arrangement, id, at.column, at.row + 1);
    case 'before':
      return placeAt(tab, arrangement, id, at.column - 1, at.row);
    case 'after':
      return placeAt(tab, arrangement, id, at.column + 1, at.row);
  }
}

/** `undefined`: as high as it needs. rem. */
export function withHeight(arrangement: Arrangement, id: string, height: number | undefined): Arrangement {
  const heights = Object.fromEntries(Object.entries(arrangement.heights).filter(([one]) => one !== id));
  return {
    ...arrangement,
    heights: height === undefined ? heights : { ...heights, [id]: between(height, heightLimits) },
  };
}

/** rem; `undefined`: as high as it needs. */
export function heightOf(arrangement: Arrangement, id: string): number | undefined {
  return Object.hasOwn(arrangement.heights, id) ? arrangement.heights[id] : undefined;
}

/** Shares of the tab's columns; even where nothing else was chosen, or was chosen for another number of columns. */
export function widthsOf(tab: LayoutTab, arrangement: Arrangement): readonly number[] {
  const widths = Object.hasOwn(arrangement.widths, tab.id) ? arrangement.widths[tab.id] : undefined;
  return widths?.length === tab.columns.length ? widths : tab.columns.map(() => 1);
}

/** Gives column `at` more (or less) of the width, and the column beside it as much less. */
export function widen(tab: LayoutTab, arrangement: Arrangement, at: number, by: number): Arrangement {
  const widths = widthsOf(tab, arrangement);
  const beside = at + 1 < widths.length ? at + 1 : at - 1;
  const [mine, other] = [widths[at], widths[beside]];
  if (mine === undefined || other === undefined) return arrangement;
  const next = between(mine + by, widthLimits);
  const given = between(other - (next - mine), widthLimits);
  // What the other cannot give this one does not get.
  const got = Math.round((mine + other - given) * 100) / 100;
  if (got === mine) return arrangement;
  const changed = widths.map((width, index) => (index === at ? got : index === beside ? given : width));
  return { ...arrangement, widths: { ...arrangement.widths, [tab.id]: changed } };
}

/** Of a tab; a gadget that is not there any more leaves the others their place. */
export function enlargedIn(tab: LayoutTab, arrangement: Arrangement): string | undefined {
  const id = Object.hasOwn(arrangement.enlarged, tab.id) ? arrangement.enlarged[tab.id] : undefined;
  return id !== undefined && placeOf(tab, arrangement, id) ? id : undefined;
}

export function enlarge(tab: LayoutTab, arrangement: Arrangement, id: string | undefined): Arrangement {
  const others = Object.fromEntries(Object.entries(arrangement.enlarged).filter(([one]) => one !== tab.id));
  return { ...arrangement, enlarged: id === undefined ? others : { ...others, [tab.id]: id } };
}
