// Bundles a suite in TypeScript and runs it in a real extension host, for the benchmarks. The suite writes its report as JSON to the
// file HIDDEN_STATE_REPORT.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../build/setup.mjs';
import { runInExtensionHost } from './extensionHost.mjs';

/**
 * @param {string} suite path in the project of a module that exports `run(): Promise<void>`
 * @param {object} options those of `runInExtensionHost`, without `entry`; `extension` is this one where it is not given
 * @param {string} options.workspace
 * @param {string} [options.extension]
 * @param {Record<string, string>} [options.environment]
 * @param {Record<string, unknown>} [options.settings]
 * @param {number} [options.timeoutMs]
 * @returns {Promise<{ editor: string, passed: boolean, report: unknown }>}
 */
export async function runBenchmarkSuite(suite, { extension = root, environment, ...options }) {
  const out = join(root, 'out', suite.replace(/\.ts$/, ''));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  const entry = join(out, 'index.js');
  await build({
    entryPoints: [join(root, suite)],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { 'import.meta.main': 'false', 'import.meta.url': '""' },
  });
  const report = join(out, 'report.json');
  rmSync(report, { force: true });
  const run = await runInExtensionHost({
    ...options,
    extension,
    entry,
    environment: { ...environment, HIDDEN_STATE_REPORT: report },
  });
  return { ...run, report: JSON.parse(readFileSync(report, 'utf8')) };
}
