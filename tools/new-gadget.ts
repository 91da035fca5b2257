/** `npm run new-gadget -- NAME`: a gadget that works, with its test and its tab in the layout. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { layoutRoles, newGadget, NewGadgetError, type LayoutRole } from './new-gadget/make.ts';
import { usageLine, usageSentence } from './usage-line.mjs';

const usage = `Usage: npm run new-gadget -- NAME [--role ${layoutRoles.join('|')}]
Makes gadgets/NAME with a gadget that works and its test, and gives it a tab in public/layout.xml.
  --role R   whose layout gets the tab (default Agent)
  --help     this text`;

class Usage extends Error {}

function wanted(args: readonly string[]): { name: string; role: LayoutRole } | 'help' {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: 'string', default: 'Agent' }, help: { type: 'boolean', default: false } },
    });
  } catch (cause) {
    throw new Usage(usageSentence(cause), { cause });
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Usage('One name is wanted.');
  const role = layoutRoles.find((one) => one === values.role);
  if (!role) throw new Usage(`--role is one of ${layoutRoles.join(', ')}, not “${values.role}”.`);
  return { name, role };
}

try {
  const asked = wanted(process.argv.slice(2));
  if (asked === 'help') console.log(usage);
  else {
    const made = await newGadget(join(import.meta.dirname, '..'), asked.name, asked.role);
    console.log(made.map((path) => `  ${path}`).join('\n'));
    console.log(`\nIts test:   npm test -- browser --match gadgets/${asked.name}/`);
    console.log('How it goes on: docs/gadgets.md');
  }
} catch (error) {
  if (error instanceof Usage) {
    console.error(usageLine(error, 'npm run new-gadget --'));
    process.exitCode = 2;
  } else {
    if (!(error instanceof NewGadgetError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
