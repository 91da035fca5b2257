/** Everything the framed note says, in one place. */
export const words = {
  title: 'Note by a third party',
  note: 'Note',
  noCalls: 'No calls',
  calls: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
  connected: 'Connected',
  notConnected: 'Not connected: as last known',
  from: (number: string) => `from ${number}`,
  kept: 'Kept',
  keeping: 'Keeping…',
  notKept: (why: string) => `Not kept: ${why}`,
} as const;
