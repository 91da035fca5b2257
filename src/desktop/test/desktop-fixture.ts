/** A whole desktop on the test page: fake client, fake cache, a layout of test gadgets. */
import type { DesktopView } from '../../core/view.ts';
import type { Layout, LayoutGadget } from '../../wire/layout.ts';
import { mountDesktop, type DesktopOptions } from '../mount.ts';
import { FakeCache } from './fake-cache.ts';
import { FakeClient } from './fake-client.ts';
import { deep, until, useTokens } from './page.ts';

export const gadget = (id: string, url = `gadgets/${id}`): LayoutGadget => ({
  id,
  url,
  hidden: false,
  alternateHosts: [],
});

/** `good` above the tabs; tabs with one, and two columns. */
export const testLayout: Layout = {
  version: '1262.01',
  configs: {},
  header: [
    { side: 'left', width: '300px', components: [{ id: 'logo', url: 'desktop/logo' }] },
    { side: 'right', width: 'auto', components: [{ id: 'agent-voice-state', url: 'desktop/agent-state' }] },
    { side: 'right', width: 'auto', components: [{ id: 'identity', url: 'desktop/identity' }] },
  ],
  roles: [
    {
      role: 'Agent',
      page: [gadget('good')],
      tabs: [
        { id: 'work', label: 'Work', icon: '', columns: [{ gadgets: [gadget('other', 'gadgets/good')] }] },
        {
          id: 'more',
          label: 'More',
          icon: '',
          columns: [{ gadgets: [gadget('throwing')] }, { gadgets: [gadget('missing')] }],
        },
        { id: 'last', label: 'Last', icon: '', columns: [{ gadgets: [] }] },
      ],
    },
    { role: 'Supervisor', page: [], tabs: [{ id: 'team', label: 'Team', icon: '', columns: [{ gadgets: [] }] }] },
  ],
};

const testGadgets = ['good', 'throwing'];

export interface TestDesktop {
  readonly client: FakeClient;
  readonly cache: FakeCache;
  readonly root: HTMLElement;
  dispose(): void;
}

export async function openTestDesktop(view?: DesktopView, options: Partial<DesktopOptions> = {}): Promise<TestDesktop> {
  await useTokens();
  const client = new FakeClient(view);
  const cache = new FakeCache();
  const root = document.createElement('div');
  document.body.append(root);
  const { dispose } = mountDesktop({
    root,
    client,
    cache,
    layout: testLayout,
    gadgetUrl: (name) =>
      testGadgets.includes(name) ? new URL(`./gadgets/${name}.ts`, import.meta.url).href : undefined,
    controlled: Promise.resolve(),
    ...options,
  });
  const first = view?.agent ? 'state-select' : 'banner';
  await until(() => deep(root, `[data-testid="${first}"]`));
  return {
    client,
    cache,
    root,
    dispose() {
      dispose();
      root.remove();
    },
  };
}
