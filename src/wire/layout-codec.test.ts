/** Layouts: the shipped one, the documented form, and every rule broken once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseLayout, serialiseLayout } from './layout-codec.ts';
import { complaint } from './test/complaint.ts';

const shipped = readFileSync(new URL('../../public/layout.xml', import.meta.url), 'utf8');

const small = `<finesseLayout xmlns="http://www.cisco.com/vtg/finesse"><version>1252.02</version>
<configs><config value="/logo.png" key="title.logo"/><config key="showWrapUpTimer" value="false"/></configs>
<header><rightAlignedColumns><headercolumn width="72px"><component id="chat"><url>/chat.js</url></component></headercolumn></rightAlignedColumns></header>
<layout><role>Agent</role><page><gadget id="cc">/desktop/scripts/js/callcontrol.js</gadget></page>
<tabs><tab><id>home</id><icon>home</icon><label>agent.homeLabel</label><gadgets>
  <gadget id="team" maxRows="5">gadgets/team-performance?a=1&amp;b=2</gadget>
  <gadget id="inner" managedBy="team" hidden="true">https://a.example/g.xml</gadget>
  <gadget id="far" alternateHosts="b.example, c.example:8445">https://a.example/f.xml</gadget>
</gadgets></tab></tabs></layout></finesseLayout>`;

/** The small layout with one piece replaced; a piece that is not there fails the test. */
function changed(from: string, to: string): string {
  assert.ok(small.includes(from), `the sample holds ${from}`);
  return small.replace(from, to);
}

void describe('a layout that is read', () => {
  it('is the shipped one, for three roles, and back again', () => {
    const layout = parseLayout(shipped);
    assert.deepEqual(
      layout.roles.map(({ role }) => role),
      ['Agent', 'Supervisor', 'Administrator'],
    );
    const named = shipped.match(/<id>[\w-]+<\/id>/g) ?? [];
    assert.deepEqual(
      layout.roles.flatMap(({ tabs }) => tabs.map(({ id }) => `<id>${id}</id>`)),
      named,
      'every tab, in its order',
    );
    assert.deepEqual(parseLayout(serialiseLayout(layout)), layout);
  });
  it('has all that the documentation names', () => {
    assert.deepEqual(parseLayout(small), {
      version: '1252.02',
      configs: { 'title.logo': '/logo.png', showWrapUpTimer: 'false' },
      header: [{ side: 'right', width: '72px', components: [{ id: 'chat', url: '/chat.js' }] }],
      roles: [
        {
          role: 'Agent',
          page: [{ id: 'cc', url: '/desktop/scripts/js/callcontrol.js', hidden: false, alternateHosts: [] }],
          tabs: [
            {
              id: 'home',
              label: 'agent.homeLabel',
              icon: 'home',
              columns: [
                {
                  gadgets: [
                    {
                      id: 'team',
                      url: 'gadgets/team-performance?a=1&b=2',
                      hidden: false,
                      maxRows: 5,
                      alternateHosts: [],
                    },
                    {
                      id: 'inner',
                      url: 'https://a.example/g.xml',
                      hidden: true,
                      managedBy: 'team',
                      alternateHosts: [],
                    },
                    {
                      id: 'far',
                      url: 'https://a.example/f.xml',
                      hidden: false,
                      alternateHosts: ['b.example', 'c.example:8445'],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });
  it('may lack header, configs, version and page', () => {
    const bare =
      '<finesseLayout><layout><role>Agent</role><tabs><tab><id>a</id><label>A</label><columns><column><gadgets/></column></columns></tab></tabs></layout></finesseLayout>';
    assert.deepEqual(parseLayout(bare).roles[0]?.tabs[0]?.columns, [{ gadgets: [] }]);
  });
  it('may use a gadget in each role', () => {
    const supervisor = small
      .slice(small.indexOf('<layout>'), small.indexOf('</finesseLayout>'))
      .replace('Agent', 'Supervisor');
    assert.equal(parseLayout(changed('</finesseLayout>', `${supervisor}</finesseLayout>`)).roles.length, 2);
  });
});

const tab = 'finesseLayout/layout[Agent]/tabs/tab[home]';
const gadget = `${tab}/columns/column/gadgets/gadget`;
const manyColumns = (count: number) => `<columns>${'<column><gadgets/></column>'.repeat(count)}</columns>`;
const inTab = small.slice(small.indexOf('<gadgets>'), small.indexOf('</gadgets>') + '</gadgets>'.length);

void describe('a layout that is refused', () => {
  const refused: readonly (readonly [from: string, to: string, expected: string])[] = [
    ['id="inner"', 'id="team"', `bad-value ${gadget}/@id`],
    ['id="inner"', 'id="cc"', `bad-value ${gadget}/@id`],
    ['id="inner"', 'id="chat"', `bad-value ${gadget}/@id`],
    ['id="inner"', 'id="1st"', `bad-value ${gadget}/@id`],
    ['id="inner"', 'id="a b"', `bad-value ${gadget}/@id`],
    ['id="inner" ', '', 'missing-field finesseLayout/layout[1]/tabs/tab[1]/gadgets/gadget[2]/@id'],
    ['managedBy="team"', 'managedBy="nobody"', `bad-value ${gadget}/@managedBy`],
    ['managedBy="team"', 'managedBy="inner"', `bad-value ${gadget}/@managedBy`],
    ['maxRows="5"', 'maxRows="0"', `bad-value ${gadget}/@maxRows`],
    ['maxRows="5"', 'maxRows="many"', `bad-value ${gadget}/@maxRows`],
    ['hidden="true"', 'hidden="maybe"', 'bad-value finesseLayout/layout[1]/tabs/tab[1]/gadgets/gadget[2]/@hidden'],
    ['b.example, ', 'b.example/x, ', `bad-value ${gadget}/@alternateHosts`],
    ['https://a.example/g.xml', 'javascript:alert(1)', `bad-value ${gadget}`],
    ['https://a.example/g.xml', 'data:text/html,x', `bad-value ${gadget}`],
    ['https://a.example/g.xml', '//evil.example/g.xml', `bad-value ${gadget}`],
    ['https://a.example/g.xml', '', `missing-field ${gadget}`],
    [
      'width="72px"',
      'width="72px;background:url(x)"',
      'bad-value finesseLayout/header/rightAlignedColumns/headercolumn/@width',
    ],
    [
      '<component id="chat"><url>/chat.js</url></component>',
      '',
      'missing-field finesseLayout/header/rightAlignedColumns/headercolumn/component',
    ],
    ['<role>Agent</role>', '<role>Boss</role>', 'unknown-enum finesseLayout/layout[1]/role'],
    ['<role>Agent</role>', '', 'missing-field finesseLayout/layout[1]/role'],
    ['<id>home</id>', '', 'missing-field finesseLayout/layout[1]/tabs/tab[1]/id'],
    ['<id>home</id>', '<id>#home</id>', 'bad-value finesseLayout/layout[Agent]/tabs/tab[#home]/@id'],
    ['<label>agent.homeLabel</label>', '<label/>', 'missing-field finesseLayout/layout[1]/tabs/tab[1]/label'],
    ['key="showWrapUpTimer"', 'key="title.logo"', 'bad-value finesseLayout/configs/config[2]/@key'],
    ['key="showWrapUpTimer"', '', 'missing-field finesseLayout/configs/config[2]/@key'],
    [inTab, '', 'missing-field finesseLayout/layout[1]/tabs/tab[1]/columns'],
    [inTab, manyColumns(0), `bad-value ${tab}/columns`],
    [inTab, manyColumns(5), `bad-value ${tab}/columns`],
    [inTab, `${inTab}${manyColumns(1)}`, 'bad-value finesseLayout/layout[1]/tabs/tab[1]'],
    [
      inTab,
      '<columns><column/></columns>',
      'missing-field finesseLayout/layout[1]/tabs/tab[1]/columns/column[1]/gadgets',
    ],
    ['</layout>', '</layout><layout><role>Agent</role><tabs/></layout>', 'bad-value finesseLayout/layout[Agent]'],
    ['<finesseLayout', '<layouts><finesseLayout', 'not-xml'],
  ];
  for (const [from, to, expected] of refused) {
    it(`${expected}: ${from.slice(0, 40)} -> ${to.slice(0, 60)}`, () => {
      assert.equal(
        complaint(() => parseLayout(changed(from, to))),
        expected,
      );
    });
  }
  it('four columns are not too many', () => {
    assert.equal(
      parseLayout(changed(inTab, manyColumns(4).replace('<gadgets/>', inTab))).roles[0]?.tabs[0]?.columns.length,
      4,
    );
  });
  it('a layout for nobody, of another root, without tabs, or broken off anywhere', () => {
    assert.equal(
      complaint(() => parseLayout('<finesseLayout/>')),
      'missing-field finesseLayout/layout',
    );
    assert.equal(
      complaint(() => parseLayout('<layout/>')),
      'wrong-root layout',
    );
    const noTabs = '<finesseLayout><layout><role>Agent</role></layout></finesseLayout>';
    assert.equal(
      complaint(() => parseLayout(noTabs)),
      'missing-field finesseLayout/layout[1]/tabs',
    );
    const empty = '<finesseLayout><layout><role>Agent</role><tabs/></layout></finesseLayout>';
    assert.equal(
      complaint(() => parseLayout(empty)),
      'missing-field finesseLayout/layout[Agent]/tabs/tab',
    );
    for (let length = 0; length < small.length; length += 7) {
      assert.equal(
        complaint(() => parseLayout(small.slice(0, length))),
        'not-xml',
        String(length),
      );
    }
  });
  it('a layout outside the model is not written', () => {
    const layout = parseLayout(small);
    assert.equal(
      complaint(() => serialiseLayout({ ...layout, roles: [] })),
      'missing-field finesseLayout/layout',
    );
    assert.equal(
      complaint(() => serialiseLayout({ ...layout, configs: { ' a': '' } })),
      'bad-value finesseLayout/configs/config/@key',
    );
    assert.equal(
      complaint(() => serialiseLayout({ ...layout, version: '\u0000' })),
      'bad-value finesseLayout/version',
    );
  });
});
