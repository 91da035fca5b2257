// A gadget's first render would begin by preparing its templates: joining their pieces, finding the places of their values by
// regular expressions and by walking what the browser made of them. The build does that once, for all, with lit's own compiler;
// what it cannot prepare (a value in the text of a <textarea>) stays as it was written, and lit prepares it in the browser.
import { createRequire } from 'node:module';
import { compileLitTemplates } from '@lit-labs/compiler';

// The transformer and what runs it must be of one TypeScript: the compiler has its own.
const ts = createRequire(import.meta.resolve('@lit-labs/compiler'))('typescript');

/** The build's own copies for measuring are in such a folder too. */
const ofGadget = /\/gadgets\/[^/]+\/[^/]+\.ts$/;
/** Gadgets have `html` from the gadget API, which hands on lit's; the compiler asks whether it is lit's by where it comes from. */
const ownHtml = "import { html } from 'lit';\n";
const imported = /(import\s*\{[^}]*?)\bhtml\s*,?([^}]*\}\s*from)/;

export const preparedTemplates = () => ({
  name: 'prepared-templates',
  transform(code, id) {
    if (!ofGadget.test(id) || !imported.test(code)) return null;
    const { outputText, sourceMapText } = ts.transpileModule(ownHtml + code.replace(imported, '$1$2'), {
      fileName: id,
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, sourceMap: true },
      transformers: { before: [compileLitTemplates()] },
    });
    return { code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''), map: sourceMapText };
  },
});
