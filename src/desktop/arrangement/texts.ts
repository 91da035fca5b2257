/** The words about arranging gadgets. */
import { catalogue } from '../locale.ts';
import type { Move } from './arrangement.ts';

export const arrangeTexts = catalogue('arrange', {
  strip: 'Arrange {title}',
  drag: 'Drag to another place',
  enlarge: 'Enlarge {title}',
  taller: 'Taller',
  shorter: 'Shorter',
  natural: 'As high as needed',
  wider: 'Wider column',
  narrower: 'Narrower column',
  restart: 'Restart',
  noPlace: 'There is no place in that direction',
  moved: '{title}: column {column} of {columns}, place {row} of {rows}.',
  movedInOne: '{title}: place {row} of {rows}.',
  enlarged: '{title} has the whole tab.',
  shared: 'All gadgets of the tab are shown again.',
  resetDone: 'The gadgets stand as the layout has them.',
  resetTitle: 'Arrange gadgets as delivered',
  notNow: 'Only while the gadgets are shown.',
  resetSummary: 'Takes back every move and size that you have chosen.',
});

export const moveTexts: Readonly<Record<Move, string>> = catalogue('arrange.move', {
  up: 'Up',
  down: 'Down',
  before: 'To the column before',
  after: 'To the next column',
});
