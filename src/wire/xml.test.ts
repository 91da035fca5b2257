/** XML, friendly and hostile: what is read, what is refused and with which code, what is written. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { complaint } from './test/complaint.ts';
import { xmlLimits } from './xml-guard.ts';
import { element, text, writeXml } from './xml-write.ts';
import { readXml } from './xml.ts';

const laughs = [
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">',
  ...Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i === 0 ? '' : i};`.repeat(10)}">`),
  ']><lolz>&lol9;</lolz>',
].join('');

void describe('XML that is read', () => {
  it('keeps text as text', () => {
    assert.equal(readXml('<id>0123</id>').text, '0123');
    assert.equal(readXml('<id> true </id>').text, ' true ');
    assert.equal(readXml('<id>1e5</id>').text, '1e5');
    assert.equal(readXml('<id></id>').text, '');
    assert.equal(readXml('<id/>').text, '');
  });
  it('replaces the five entities and numeric references once', () => {
    assert.equal(readXml('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>').text, '<>&"\'A😀');
    assert.equal(readXml('<a>&amp;lt;</a>').text, '&lt;');
    assert.equal(readXml('<a b="&lt;&#10;&amp;amp;"/>').attributes['b'], '<\n&amp;');
  });
  it('takes CDATA as it stands, passes over comments, and joins what they part', () => {
    assert.equal(readXml('<a><![CDATA[<b>&lt;</b>]]></a>').text, '<b>&lt;</b>');
    assert.equal(readXml('<a>RE<!-- <x> & -->A<![CDATA[D]]>Y</a>').text, 'READY');
  });
  it('accepts a BOM, a declaration, and comments around the root', () => {
    const xml = '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<!-- a --> <a>x</a>\n<!-- b -->\n';
    assert.equal(readXml(xml).text, 'x');
  });
  it('drops prefixes and namespace declarations', () => {
    const read = readXml('<n:a xmlns:n="urn:x" xmlns="urn:y" n:k="1"><n:b/></n:a>');
    assert.equal(read.name, 'a');
    assert.deepEqual(read.attributes, { k: '1' });
    assert.equal(read.children[0]?.name, 'b');
  });
  it('turns line ends into line feeds and white space in attributes into blanks', () => {
    const read = readXml('<a b="1\r\n2\t3">x\r\ny\rz</a>');
    assert.equal(read.text, 'x\ny\nz');
    assert.equal(read.attributes['b'], '1 2 3');
  });
  it('keeps the order of children and allows blanks where XML does', () => {
    const read = readXml('<a ><b\n/><c k = "1" ></c\n><b/></a >');
    assert.deepEqual(
      read.children.map((child) => child.name),
      ['b', 'c', 'b'],
    );
  });
  it('goes as deep and as large as the limits say', () => {
    const deep = xmlLimits.depth;
    assert.equal(readXml('<a>'.repeat(deep) + '</a>'.repeat(deep)).name, 'a');
    const full = 'x'.repeat(xmlLimits.characters - '<a></a>'.length);
    assert.equal(readXml(`<a>${full}</a>`).text.length, full.length);
  });
});

void describe('XML that is refused', () => {
  const hostile: readonly (readonly [what: string, xml: string, code: string])[] = [
    ['nothing', '', 'not-xml'],
    ['blanks', ' \n ', 'not-xml'],
    ['a BOM alone', '\ufeff', 'not-xml'],
    ['no XML', 'READY', 'not-xml'],
    ['JSON', '{"state":"READY"}', 'not-xml'],
    ['a comment alone', '<!-- a -->', 'not-xml'],
    ['text before the root', 'x<a/>', 'not-xml'],
    ['text after the root', '<a></a>x', 'not-xml'],
    ['text after an empty root', '<a/>x', 'not-xml'],
    ['two roots', '<a/><b/>', 'not-xml'],
    ['two full roots', '<a></a><b></b>', 'not-xml'],
    ['CDATA after the root', '<a/><![CDATA[x]]>', 'not-xml'],
    ['an element not closed', '<a><b></b>', 'not-xml'],
    ['a closing tag too many', '<a></a></a>', 'not-xml'],
    ['crossed tags', '<a><b></a></b>', 'not-xml'],
    ['a tag broken off', '<a', 'not-xml'],
    ['an empty tag broken off', '<a/', 'not-xml'],
    ['a comment not closed', '<a>x</a><!-- ', 'not-xml'],
    ['a comment with dashes', '<a><!-- a -- b --></a>', 'not-xml'],
    ['CDATA not closed', '<a><![CDATA[x', 'not-xml'],
    ['the end of a CDATA that never began', '<a>]]></a>', 'not-xml'],
    ['a control character', '<a>\u0001</a>', 'not-xml'],
    ['half a surrogate pair', '<a>\ud83d</a>', 'not-xml'],
    ['a reference to a control character', '<a>&#0;</a>', 'not-xml'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>', 'not-xml'],
    ['a reference to a surrogate', '<a>&#xD800;</a>', 'not-xml'],
    ['a reference that is no number', '<a>&#x;</a>', 'not-xml'],
    ['a stray ampersand', '<a>A & B</a>', 'not-xml'],
    ['an ampersand at the end', '<a>A &</a>', 'not-xml'],
    ['< in an attribute', '<a b="<"/>', 'not-xml'],
    ['an attribute without quotes', '<a b=1/>', 'not-xml'],
    ['an attribute without value', '<a b/>', 'not-xml'],
    ['an attribute twice', '<a b="1" b="2"/>', 'not-xml'],
    ['attributes without a blank', '<a b="1"c="2"/>', 'not-xml'],
    ['a name that starts with a digit', '<1a/>', 'not-xml'],
    ['a blank before the name', '< a/>', 'not-xml'],
    ['a name that endangers objects', '<a><constructor/></a>', 'not-xml'],
    ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><a/>', 'forbidden-markup'],
    ['a declaration not at the start', ' <?xml version="1.0"?><a/>', 'forbidden-markup'],
    ['a processing instruction', '<a><?php x ?></a>', 'forbidden-markup'],
    ['a style sheet', '<?xml-stylesheet href="x"?><a/>', 'forbidden-markup'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'forbidden-markup'],
    ['an HTML page', '<!doctype html><html><body>503</body></html>', 'forbidden-markup'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'forbidden-markup'],
    ['billion laughs', laughs, 'forbidden-markup'],
    ['a DOCTYPE after the root', '<a/><!DOCTYPE a>', 'forbidden-markup'],
    ['an HTML entity', '<a>&nbsp;</a>', 'forbidden-markup'],
    ['an entity named like a method', '<a>&toString;</a>', 'forbidden-markup'],
    ['one level too deep', '<a>'.repeat(33) + '</a>'.repeat(33), 'too-deep'],
    ['ten thousand deep', '<a>'.repeat(10_000) + '</a>'.repeat(10_000), 'too-deep'],
    ['five million characters', `<a>${'x'.repeat(5_000_000)}</a>`, 'too-large'],
    ['a tag full of attributes', `<a${' b="1"'.repeat(100_000)}/>`, 'too-large'],
  ];
  for (const [what, xml, code] of hostile) {
    it(what, () => assert.equal(complaint(() => readXml(xml)).split(' ')[0], code));
  }

  it('a document broken off at any place', () => {
    const whole = '<?xml version="1.0"?><U a="1" b=\'>\'><s>RE&amp;<![CDATA[x]]></s><!-- c --><e/><n:x>1</n:x></U>';
    assert.equal(readXml(whole).name, 'U');
    for (let length = 0; length < whole.length; length += 1) {
      assert.match(
        complaint(() => readXml(whole.slice(0, length))),
        /^(not-xml|forbidden-markup)/,
        String(length),
      );
    }
  });
  it('names the place of a bad reference', () => {
    assert.equal(
      complaint(() => readXml('<a><b>&x;</b></a>')),
      'forbidden-markup a/b',
    );
    assert.equal(
      complaint(() => readXml('<a><b k="&x;"/></a>')),
      'forbidden-markup a/b/@k',
    );
  });
  it('does so without looking at everything again and again', () => {
    const million = 1_000_000;
    const slow = [
      `<a${' '.repeat(million)}x>`,
      `<a ${'b= '.repeat(million / 3)}>`,
      `<${'a'.repeat(million)}!`,
      `<a>${'&'.repeat(million)}</a>`,
      `<a>${'<!--'.repeat(million / 4)}`,
      `<a b="${"'".repeat(million)}`,
    ];
    // Quadratic work on a million characters would not end; this test has no clock of its own.
    for (const xml of slow)
      assert.match(
        complaint(() => readXml(xml)),
        /^(not-xml|too-large)/,
      );
  });
});

void describe('XML that is written', () => {
  it('escapes what must be escaped', () => {
    const node = { name: 'a', attributes: { k: '<&>"\'\t\r\n' }, content: '<&>"]]>\r\n' };
    const xml = writeXml(node);
    assert.equal(xml, '<a k="&lt;&amp;&gt;&quot;&apos;&#x9;&#xD;&#xA;">&lt;&amp;&gt;"]]&gt;&#xD;\n</a>');
    assert.equal(readXml(xml).text, node.content);
    assert.equal(readXml(xml).attributes['k'], node.attributes.k);
  });
  it('refuses what XML cannot carry, and says where', () => {
    const write = (value: string) => () => writeXml(element('User', [element('x', [text('state', value)])]));
    for (const value of ['\u0000', 'a\u001fb', '\ufffe', '\uffff', '\ud83d', '\udc00x']) {
      assert.equal(complaint(write(value)), 'bad-value User/x/state');
    }
    assert.equal(complaint(write(undefined as unknown as string)), 'bad-value User/x/state');
  });
  it('refuses a document that no reader would take', () => {
    assert.equal(
      complaint(() => writeXml(text('a', 'x'.repeat(xmlLimits.characters)))),
      'too-large a',
    );
  });
});
