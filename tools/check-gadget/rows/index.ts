/** The failover matrix, in the order of the report card. */
import type { Row } from '../contract.ts';
import { pageRows } from './page-goes.ts';
import { triggerRows } from './triggers.ts';

export const rows: readonly Row[] = [...triggerRows, ...pageRows];
