// Checks that no regular expression backtracks more than linearly: by the static rules of eslint-plugin-regexp, and by recheck, which
// searches for an input that takes long. An answer "unknown" is a failure. What recheck found safe is remembered by hash.
//   npm run expressions      checks, and writes the hashes to checkedExpressions.json
import { ESLint } from 'eslint';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { check } from 'recheck';
import { root } from '../build/setup.mjs';
import { collectExpressions } from './expressions.mjs';
import { superLinearRules } from './superLinearRules.mjs';

/** For one expression, milliseconds. Most take less than one second. */
const timeout = 60_000;
/** With the seed, the search of recheck can be repeated. */
const options = { timeout, randomSeed: 1 };
const committed = join(root, 'scripts/test/checkedExpressions.json');
const local = join(root, 'out/checkedExpressions.json');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/recheck/package.json'), 'utf8'));

/** Each finding: the place, what is wrong, and the expression. */
export async function findBacktracking() {
  const { expressions, unseen } = await collectExpressions();
  const findings = unseen.map(
    (place) => `${place}: build the expression when the module is loaded, so that it is checked`,
  );
  findings.push(...(await lint(expressions)));
  const safe = new Set([...read(committed), ...read(local)]);
  const open = expressions.filter((expression) => !safe.has(hashOf(expression)));
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (let expression = open.pop(); expression; expression = open.pop()) {
      const finding = await findingOf(expression);
      if (finding) findings.push(finding);
      else safe.add(hashOf(expression));
    }
  });
  await Promise.all(workers);
  const hashes = expressions.map(hashOf).filter((hash) => safe.has(hash));
  write(local, hashes);
  return { findings, hashes };
}

/** The rules for literals, applied to all expressions. */
async function lint(expressions) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [{ ...superLinearRules, languageOptions: { ecmaVersion: 2025 } }],
  });
  const [{ messages }] = await eslint.lintText(
    expressions.map(({ source, flags }) => `/${source}/${flags};`).join('\n'),
  );
  return messages.map(({ line, message }) => textOf(expressions[line - 1], message));
}

async function findingOf(expression) {
  const { status, complexity, error, attack } = await check(expression.source, expression.flags, options);
  if (status === 'safe') return undefined;
  const why = complexity?.summary ?? (error.kind === 'timeout' ? 'unknown: timeout' : `unknown: ${error.message}`);
  return textOf(expression, attack ? `${why}, for example ${attack.pattern.slice(0, 200)}` : why);
}

const textOf = ({ source, flags, places }, what) => `${places.join(', ')}: ${what}\n  /${source}/${flags}`;

const hashOf = ({ source, flags }) =>
  createHash('sha256')
    .update(JSON.stringify([version, source, flags]))
    .digest('hex')
    .slice(0, 24);

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []);

function write(path, hashes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(hashes.sort(), undefined, 2)}\n`);
}

if (import.meta.main) {
  const { findings, hashes } = await findBacktracking();
  for (const finding of findings) console.log(finding);
  write(committed, hashes);
  console.log(`${hashes.length} expressions are safe, ${findings.length} findings`);
  process.exit(findings.length > 0 ? 1 : 0);
}
