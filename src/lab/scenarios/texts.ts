/** The requirement scenarios by name. The build puts them here (`tools/rollup/scenario-texts.mjs`); unbundled there are none. */
export const scenarioTexts: Readonly<Record<string, string>> = {};
