// What the fuzzer calls: the first byte chooses a parser, the others are its input. A parser returns a value or throws a plain
// `Error` that says what is wrong with the input; anything else is a finding.
import { noIgnoreRules } from '../../../src/corpus/ignoreFiles.ts';
import { ruleWords } from '../../../src/corpus/secrets/findSecrets.ts';
import { maskSecrets } from '../../../src/corpus/secrets/maskSecrets.ts';
import { parseDashboardMessage } from '../../../src/protocol/parseDashboardMessage.ts';
import { connect, type Port } from '../../../src/protocol/rpc.ts';
import { dashboardActions } from '../../../src/protocol/dashboard.ts';
import { formats } from '../formats.ts';

type Parser = (bytes: Uint8Array) => unknown;

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const [checkpoint, safetensors, int8Network, runFile] = formats();

/** Names that are asked of each set of ignore rules. */
const names = ['a.log', 'build/', 'src/', 'ä', 'a\nb', '.env'];

async function readIgnoreRules(bytes: Uint8Array): Promise<void> {
  const rules = await noIgnoreRules().with(decoder.decode(bytes));
  const deeper = await rules.enter('d').with('!a.log\n');
  for (const name of names) {
    rules.ignores(name);
    deeper.ignores(name);
  }
}

/** Untrusted bytes as one message to a program that waits for a reply. */
function receiveMessage(bytes: Uint8Array): void {
  let deliver = (message: unknown): void => void message;
  const port: Port = { post: () => undefined, listen: (listener) => (deliver = listener) };
  const { remote, close } = connect<{ add(a: number): Promise<number> }>(
    port,
    { add: async (a: number) => a + 1, text: (text: string) => text.length },
    { events: {}, onError: () => undefined },
  );
  remote.add(1).catch(() => undefined);
  deliver(valueOf(bytes));
  close(new Error('over'));
}

/** Names of files whose rules differ. */
const maskedPaths =
  'a.md a.ts a.csv a.tsv a.sql a.yml a.json a.properties a.ini a.xml a.sh a.txt a.py A.java a.tex a'.split(' ');
/** For an input of at most 20,000 bytes, with the counters of the fuzzer. Ordinary text takes less than 5 ms. */
const mostMaskingMs = 250;

class TooSlow extends Error {}

/** The first byte chooses the name of the file. @throws TooSlow */
async function maskInTime(bytes: Uint8Array): Promise<void> {
  const path = maskedPaths[(bytes[0] ?? 0) % maskedPaths.length]!;
  const text = decoder.decode(bytes.subarray(1));
  let shortest = Infinity;
  // Another program may have used the processor.
  for (let attempt = 0; attempt < 5 && shortest > mostMaskingMs; attempt++) {
    const start = performance.now();
    maskSecrets(text, path);
    shortest = Math.min(shortest, performance.now() - start);
  }
  if (shortest > mostMaskingMs) throw new TooSlow(`${path}: ${shortest} ms`);
}

/** Words that the rules for secrets look for. */
export function dictionaryWords(): string[] {
  return [...new Set(ruleWords.flat())];
}

/** Undefined: no JSON. */
function valueOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

export const parsers: Readonly<Record<string, Parser>> = {
  checkpoint: checkpoint!.parse,
  safetensors: safetensors!.parse,
  int8Network: int8Network!.parse,
  runFile: runFile!.parse,
  ignoreRules: readIgnoreRules,
  message: receiveMessage,
  dashboardMessage: (bytes) => parseDashboardMessage(valueOf(bytes)),
  secrets: maskInTime,
};
const all = Object.values(parsers);

/** Inputs to begin with, by parser. */
const seeds: Readonly<Record<string, readonly Uint8Array[]>> = {
  checkpoint: [checkpoint!.bytes],
  safetensors: [safetensors!.bytes],
  int8Network: [int8Network!.bytes],
  runFile: [runFile!.bytes],
  ignoreRules: ['*.log\n!a.log\n/build/\n**/x\n[a-c]?\\ \n# b\n'].map((text) => encoder.encode(text)),
  message: [
    { t: 'q', m: 'add', a: [1], i: 'x' },
    { t: 'q', m: 'text', a: ['a'] },
    { t: 's', i: 'x', r: 3 },
    { t: 's', i: 'x', e: 'it failed' },
  ].map((message) => encoder.encode(JSON.stringify(message))),
  dashboardMessage: [
    { type: 'ready' },
    { type: 'action', action: dashboardActions[0] },
    { type: 'file', path: 'a/b.ts', action: 'exclude' },
    { type: 'sampling', sampling: { temperature: 1, topP: 1, seed: 1 }, prompt: 'a' },
    { type: 'analyze', query: { kind: 'units' } },
  ].map((message) => encoder.encode(JSON.stringify(message))),
  secrets: [
    '\0password = "hunter2-x9Qz"\n| password |\n|---|\n| abc123 |\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\n',
    "\x05kind: Secret\ndata:\n  a: b\nconst x = 'sk_live_' +\n  'abc';\nhttps://a:b@c.d/?x=%2B\n",
  ].map((text) => encoder.encode(text)),
};

export function seedFiles(): Uint8Array[] {
  return Object.keys(parsers).flatMap((name, index) => seeds[name]!.map((bytes) => Uint8Array.from([index, ...bytes])));
}

export function fuzz(data: Uint8Array): unknown {
  if (data.length === 0) return undefined;
  const parse = all[data[0]! % all.length]!;
  try {
    const result = parse(Uint8Array.from(data.subarray(1)));
    return result instanceof Promise ? result.then(() => undefined, rethrowUnexpected) : undefined;
  } catch (error) {
    rethrowUnexpected(error);
    return undefined;
  }
}

function rethrowUnexpected(error: unknown): void {
  if (!(error instanceof Error && error.constructor === Error)) throw error;
}
