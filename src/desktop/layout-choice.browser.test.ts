import { expect } from '@open-wc/testing';
import type { Layout } from '../wire/layout.ts';
import { chooseRoleLayout, ownGadgetName } from './layout-choice.ts';
import { gadget, testLayout } from './test/desktop-fixture.ts';

describe('the layout of a role', () => {
  it('is that of the highest role that has one', () => {
    expect(chooseRoleLayout(testLayout, ['Agent'])?.role).to.equal('Agent');
    expect(chooseRoleLayout(testLayout, ['Agent', 'Supervisor'])?.role).to.equal('Supervisor');
    expect(chooseRoleLayout(testLayout, ['Administrator'])?.role).to.equal('Agent');
  });

  it('is whatever there is when the role has none', () => {
    const supervisorsOnly: Layout = { ...testLayout, roles: testLayout.roles.slice(1) };
    expect(chooseRoleLayout(supervisorsOnly, ['Agent'])?.role).to.equal('Supervisor');
    expect(chooseRoleLayout({ ...testLayout, roles: [] }, ['Agent'])).to.equal(undefined);
  });

  it('knows its own gadgets from those of other hosts', () => {
    const names = ['gadgets/notes', './gadgets/notes', '/gadgets/notes/', 'https://x.example/gadgets/notes'].map(
      (url) => ownGadgetName(gadget('notes', url)),
    );
    expect(names).to.deep.equal(['notes', 'notes', 'notes', undefined]);
  });
});
