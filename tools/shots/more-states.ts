/** Pictures of the pages beside the work and of the lab. */
import type { ShotState } from './contract.ts';
import { agent, labSheet, signedIn, toolPage } from './reach.ts';

export const moreStates: readonly ShotState[] = [
  {
    id: 'readiness',
    group: 'Pages beside the work',
    caption: 'What this browser, this computer and both nodes would cost in a failover.',
    query: `${agent}#/readiness`,
    reach: signedIn(async (desktop) => {
      await desktop.page.locator('[data-testid="readiness"]', { hasNotText: 'Checking' }).waitFor();
      await desktop.page.getByTestId('check-again').click();
      await desktop.page.locator('[data-testid="readiness"]', { hasNotText: 'Checking' }).waitFor();
    }),
  },
  {
    id: 'planner',
    group: 'Pages beside the work',
    caption: 'How long a failover of all agents would take, and where the time goes.',
    query: `${agent}#/planner`,
    quick: true,
    reach: signedIn(async (desktop) => {
      await toolPage(desktop, 'plan-last');
    }),
  },
  {
    id: 'lab-cluster',
    group: 'The lab',
    caption: 'The drawing of the cluster with a stopped node, its switches, and the live log.',
    query: `${agent}&lab`,
    quick: true,
    forcedColours: true,
    reach: labSheet('cluster', async (desktop) => {
      await desktop.page.getByTestId('part-publisher').click();
    }),
  },
  {
    id: 'lab-scenario',
    group: 'The lab',
    caption: 'A requirement’s scenario, run to its end: each line with what became of it.',
    query: `${agent}&lab&scenario=DF-1-node-dies`,
    reach: signedIn(async (desktop) => {
      const { page } = desktop;
      await page.getByTestId('scenario-speed').selectOption('all');
      await page.getByTestId('scenario-run').click();
      await page.getByTestId('scenario-status').getByText('✓').waitFor();
    }),
  },
  {
    id: 'lab-timeline',
    group: 'The lab',
    caption: 'What cluster, core and gadgets did, with the measured phases of the move.',
    query: `${agent}&lab`,
    forcedColours: true,
    reach: labSheet('timeline', async (desktop) => {
      await desktop.page.getByTestId('timeline-last').click();
    }),
  },
  {
    id: 'lab-recorder',
    group: 'The lab',
    caption: 'A recording of the move, replayed step by step.',
    query: `${agent}&lab`,
    reach: labSheet('recorder', async (desktop) => {
      await desktop.page.getByTestId('record-take').click();
      await desktop.page.getByTestId('replay-verdict').waitFor();
    }),
  },
  {
    id: 'lab-cost',
    group: 'The lab',
    caption: 'What each gadget of this page cost.',
    query: `${agent}&lab`,
    quick: true,
    reach: labSheet('cost'),
  },
];
