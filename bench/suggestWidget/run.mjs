// The suggest widget of the real editor beside ghost text, with the TypeScript server. Prints one JSON object: the time until the widget
// opens by itself, and keystrokes while a TypeScript file is typed with the list, with ghost text, and with both.
//   npm run --silent bench:suggestWidget [-- --trials 12 --lines 60 --package OTHER.vsix]
// --package: also types with another version of the extension. --lines 0: only the times.
import { parseArgs } from 'node:util';
import { makePackage } from '../../scripts/package/package.mjs';
import { openTypescript } from './typescriptEditor.mjs';
import { timeUntilWidget, typeFile } from './typing.mjs';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '12' },
    lines: { type: 'string', default: '60' },
    package: { type: 'string' },
  },
});
const [trials, lines] = [Number(values.trials), Number(values.lines)];
const own = await makePackage();
const trained = { vsix: own, train: true };
const only = { 'editor.inlineSuggest.enabled': false };

const timed = {
  'not installed': {},
  off: { vsix: own, settings: { 'hiddenState.suggestions.enabled': false } },
  untrained: { vsix: own },
  trained,
};
const typed = {
  'list alone': { ...trained, settings: only },
  'suggestions alone': { ...trained, settings: { 'editor.quickSuggestions': { other: 'off' } } },
  both: trained,
  'both, suggestions first': { ...trained, settings: { 'hiddenState.suggestions.suggestWidget': 'suggestionFirst' } },
  ...(values.package && { 'both, other version': { vsix: values.package, train: true } }),
};

async function inEditor(options, measure) {
  const opened = await openTypescript(options);
  try {
    return await measure(opened);
  } finally {
    await opened.close();
  }
}

const report = { trials, lines, widget: {}, typing: {} };
for (const [name, options] of Object.entries(timed)) {
  report.widget[name] = await inEditor(options, ({ page }) => timeUntilWidget(page, trials));
  console.error(name, JSON.stringify(report.widget[name]));
}
for (const [name, options] of lines > 0 ? Object.entries(typed) : []) {
  report.typing[name] = await inEditor(options, ({ page, heldOut }) => typeFile(page, heldOut, lines));
  console.error(name, JSON.stringify(report.typing[name]));
}
console.log(JSON.stringify(report, undefined, 2));
