/** The failover matrix, in the order of the report card. */
import type { Row } from '../contract.ts';
import { addressRow } from './addresses.ts';
import { announcedRows } from './announced.ts';
import { keyboardRow, looksRow } from './everybody.ts';
import { hardRows } from './hard-times.ts';
import { outageRows } from './outages.ts';
import { pageRows } from './page-goes.ts';
import { putAsideRow } from './put-aside.ts';
import { triggerRows } from './triggers.ts';

export const rows: readonly Row[] = [
  ...triggerRows,
  ...outageRows,
  ...pageRows,
  ...announcedRows,
  putAsideRow,
  ...hardRows,
  addressRow,
  looksRow,
  keyboardRow,
];
