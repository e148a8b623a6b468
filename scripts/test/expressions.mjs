// Collects the regular expressions of src and media: the literals from the syntax trees, and those that modules build when they are
// loaded.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from '../build/setup.mjs';

const folders = ['src', 'media'];

/**
 * `expressions`: each once, with `source`, `flags` and the `places` where it is written. `unseen`: places that build an expression
 * later than their module is loaded, so that it cannot be checked.
 */
export async function collectExpressions() {
  const found = new Map();
  const add = (source, flags, place) => {
    const key = `/${source}/${flags}`;
    const { places } = found.get(key) ?? found.set(key, { source, flags, places: [] }).get(key);
    places.push(place);
  };
  const building = new Set();
  for (const path of sourceFiles()) {
    const text = readFileSync(path, 'utf8');
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const placeOf = (node) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      return `${relative(root, path)}:${line + 1}`;
    };
    const visit = (node) => {
      if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
        const literal = node.getText(file);
        const end = literal.lastIndexOf('/');
        add(literal.slice(1, end), literal.slice(end + 1), placeOf(node));
      }
      const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
      if (isCall && node.expression.getText(file) === 'RegExp') building.add(placeOf(node));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  const built = await builtWhileLoading([...new Set([...building].map((place) => place.replace(/:\d+$/, '')))]);
  for (const { source, flags, place } of built) add(source, flags, place);
  const seen = new Set(built.map(({ place }) => place));
  return { expressions: [...found.values()], unseen: [...building].filter((place) => !seen.has(place)) };
}

function sourceFiles() {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.split(/[\\/]/).includes('kernels'))
      .map((name) => join(root, folder, name)),
  );
}

/** `paths`: of modules. They run on Node without the editor. */
async function builtWhileLoading(paths) {
  const built = [];
  const original = globalThis.RegExp;
  const prepare = Error.prepareStackTrace;
  globalThis.RegExp = new Proxy(original, {
    construct(target, args, newTarget) {
      const expression = Reflect.construct(target, args, newTarget);
      const place = callingPlace();
      if (place) built.push({ source: expression.source, flags: expression.flags, place });
      return expression;
    },
  });
  try {
    for (const path of paths) await import(pathToFileURL(join(root, path)).href);
  } finally {
    globalThis.RegExp = original;
    Error.prepareStackTrace = prepare;
  }
  return built;
}

/** File and line of the nearest call in the project. */
function callingPlace() {
  Error.prepareStackTrace = (_, sites) => sites;
  for (const site of new Error().stack.slice(2)) {
    const name = site.getFileName() ?? '';
    const path = name.startsWith('file:') ? relative(root, fileURLToPath(name)) : '';
    if (folders.some((folder) => path.startsWith(folder)))
      return `${path.replaceAll('\\', '/')}:${site.getLineNumber()}`;
  }
  return undefined;
}
