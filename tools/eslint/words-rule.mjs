// Words in templates come from a catalogue (`src/gadget/locale.ts`), so that another language finds them: a template, and
// what a condition in it chooses from, holds no words of its own.
import { hasWords, segmentsOf, spokenAttributes } from './template-segments.mjs';

/** The words that the branches of a condition would show. */
export function chosenWords(expression) {
  switch (expression?.type) {
    case 'Literal':
      return typeof expression.value === 'string' && hasWords(expression.value) ? [expression] : [];
    case 'TemplateLiteral':
      return expression.quasis.some(({ value }) => hasWords(value.cooked)) ? [expression] : [];
    case 'ConditionalExpression':
      return [...chosenWords(expression.consequent), ...chosenWords(expression.alternate)];
    case 'LogicalExpression':
      return [...chosenWords(expression.left), ...chosenWords(expression.right)];
    default:
      return [];
  }
}

/** @type {import('eslint').Rule.RuleModule} */
export const wordsRule = {
  meta: {
    type: 'problem',
    docs: { description: 'words of templates stand in a catalogue' },
    schema: [],
    messages: { inline: 'Words in a template: “{{text}}” belongs into a catalogue (src/gadget/locale.ts).' },
  },
  create(context) {
    return {
      TaggedTemplateExpression({ tag, quasi }) {
        if (tag.type !== 'Identifier' || !/^(html|svg)$/.test(tag.name)) return;
        const strings = quasi.quasis.map(({ value }) => value.cooked ?? '');
        for (const { kind, name, pieces, holes } of segmentsOf(strings)) {
          if (kind === 'attribute' && !spokenAttributes.has(name)) continue;
          const inline = pieces.find(({ text }) => hasWords(text));
          if (inline) {
            const data = { text: inline.text.trim().slice(0, 60) };
            context.report({ node: quasi.quasis[inline.at], messageId: 'inline', data });
          }
          for (const hole of holes) {
            for (const node of chosenWords(quasi.expressions[hole]))
              context.report({
                node,
                messageId: 'inline',
                data: { text: context.sourceCode.getText(node).slice(0, 60) },
              });
          }
        }
      },
    };
  },
};
