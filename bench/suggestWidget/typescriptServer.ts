// A real TypeScript server on a folder, asked for completions as VS Code asks it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type ts from 'typescript';
import type { SourceText } from '../../src/corpus/sourceText.ts';

type Entry = ts.server.protocol.CompletionEntry;

export interface TypescriptServer {
  /** Opens a file with this text, or replaces the text of an open file. */
  write(path: string, text: string): void;
  /** What the list offers at the end of `before`, the beginning of an open file, before anything is filtered. */
  completionsAt(path: string, before: string): Promise<readonly Entry[]>;
  close(): Promise<void>;
}

const compilerOptions = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  jsx: 'react-jsx',
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
};
/** VS Code's defaults. */
const preferences = {
  includeCompletionsForModuleExports: true,
  includeCompletionsWithInsertText: true,
  includeAutomaticOptionalChainCompletions: true,
};

export function isTypescript(path: string): boolean {
  return /\.[cm]?tsx?$/u.test(path);
}

/** The folder has no packages: their types are unknown, as in a checkout before `npm install`. */
export function startTypescriptServer(texts: readonly SourceText[]): TypescriptServer {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-typescript-'));
  for (const { path, text } of texts) {
    if (!isTypescript(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const program = createRequire(import.meta.url).resolve('typescript/lib/tsserver.js');
  const server = spawn(
    process.execPath,
    [program, '--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents'],
    {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const answers = new Map<number, (body: unknown) => void>();
  // Each message is one line of JSON; the headers between them are not needed.
  createInterface({ input: server.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return;
    const message = JSON.parse(line) as ts.server.protocol.Response;
    if (message.type === 'response') answers.get(message.request_seq)?.(message.body);
  });
  let sent = 0;
  const send = (command: string, args: object): number => {
    const seq = ++sent;
    server.stdin.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`);
    return seq;
  };
  const ask = (command: string, args: object): Promise<unknown> =>
    new Promise((resolve) => {
      const seq = send(command, args);
      answers.set(seq, (body) => {
        answers.delete(seq);
        resolve(body);
      });
    });
  send('configure', { preferences });
  return {
    write: (path, text) => {
      send('updateOpen', { openFiles: [{ file: join(folder, path), fileContent: text, projectRootPath: folder }] });
    },
    completionsAt: async (path, before) => {
      const lines = before.split('\n');
      const position = { line: lines.length, offset: lines.at(-1)!.length + 1 };
      const info = await ask('completionInfo', { file: join(folder, path), ...position, triggerKind: 1 });
      return (info as ts.server.protocol.CompletionInfo | undefined)?.entries ?? [];
    },
    close: async () => {
      const closed = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await closed;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * The names that match the part of an identifier before the caret, in VS Code's order: exact case before other case, recommended
 * entries, then TypeScript's order. VS Code also offers names that contain the letters with gaps, after these.
 */
export function matchingNames(entries: readonly Entry[], typed: string): readonly string[] {
  const lower = typed.toLowerCase();
  const rank = ({ name, isRecommended }: Entry): number => (name.startsWith(typed) ? 0 : 2) + (isRecommended ? 0 : 1);
  return entries
    .filter(({ name }) => name.toLowerCase().startsWith(lower))
    .sort((a, b) => rank(a) - rank(b) || compare(a.sortText, b.sortText) || compare(a.name, b.name))
    .map(({ name }) => name);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
