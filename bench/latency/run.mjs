// How long a keystroke waits for its ghost text inside a real editor while the learner trains at full speed.
//   npm run bench:latency [-- FOLDER] [--voice mixture|network] [--each-key]
// --each-key: as for somebody who is known to look, to whom no ghost text stays while it is typed.
// Prints one JSON object; FOLDER is trained on (default: the samples), but for its longest note or source file: that is typed.
import { build } from 'esbuild';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runInExtensionHost } from '../../scripts/editor/extensionHost.mjs';
import { ensureBuilt, root } from '../../scripts/build/setup.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { voice: { type: 'string' }, 'each-key': { type: 'boolean', default: false } },
});
await ensureBuilt();
const out = join(root, 'out/bench/latency');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
await build({
  entryPoints: [join(root, 'bench/latency/suite.ts')],
  outfile: join(out, 'index.js'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});

const workspace = mkdtempSync(join(tmpdir(), 'hidden-state-latency-'));
cpSync(resolve(positionals[0] ?? join(root, 'samples')), workspace, { recursive: true });
const size = (path) => statSync(path).size;
const [longest] = globSync(join(workspace, '**/*.{md,txt,ts,py}')).sort((a, b) => size(b) - size(a));
const text = readFileSync(longest, 'utf8');
rmSync(longest);
const report = join(out, 'report.json');
rmSync(report, { force: true });
try {
  const { editor } = await runInExtensionHost({
    extension: root,
    entry: join(out, 'index.js'),
    workspace,
    environment: {
      HIDDEN_STATE_LATENCY_REPORT: report,
      HIDDEN_STATE_LATENCY_TEXT: text.slice(0, 100_000),
      HIDDEN_STATE_LATENCY_EACH_KEY: String(values['each-key']),
    },
    settings: values.voice ? { 'hiddenState.suggestions.model': values.voice } : {},
  });
  const figures = JSON.parse(readFileSync(report, 'utf8'));
  console.log(JSON.stringify({ editor, ...figures }, null, 2));
  if (!figures.stillTraining) {
    console.error('The training ended before the last key: name a FOLDER with more text.');
    process.exitCode = 1;
  }
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
