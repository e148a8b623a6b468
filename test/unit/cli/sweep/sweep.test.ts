import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { parseGrid } from '../../../../src/cli/sweep/grid.ts';
import { main, runTerminal, testFolder } from '../terminal.ts';
import { isInside } from '../../../../src/cli/sweep/sweep.ts';

describe('the grid of a sweep', () => {
  it('gives every combination, the last setting fastest', () => {
    const { varied, runs } = parseGrid('{ "cell": ["gru", "lstm"], "steps": 50, "hiddenSize": [8, 16] }');
    assert.deepEqual(varied, ['cell', 'hiddenSize']);
    assert.deepEqual(runs, [
      { cell: 'gru', steps: 50, hiddenSize: 8 },
      { cell: 'gru', steps: 50, hiddenSize: 16 },
      { cell: 'lstm', steps: 50, hiddenSize: 8 },
      { cell: 'lstm', steps: 50, hiddenSize: 16 },
    ]);
  });

  it('is one run where nothing is varied', () => {
    assert.deepEqual(parseGrid('{}'), { varied: [], runs: [{}] });
  });

  for (const [what, json, message] of [
    ['no JSON', '{', /not JSON/],
    ['a list', '[]', /not an object/],
    ['an unknown setting', '{ "hidden": 8 }', /no setting hidden/],
    ['a value out of range', '{ "hiddenSize": [8, 0] }', /hiddenSize cannot be 0/],
    ['no value', '{ "seed": [] }', /no value of seed/],
    ['a value twice', '{ "seed": [1, 1] }', /seed twice/],
    ['too many runs', `{ "seed": ${JSON.stringify(Array.from({ length: 1001 }, (_, seed) => seed))} }`, /1001 runs/],
  ] as const) {
    it(`is refused with ${what}`, () => assert.throws(() => parseGrid(json), message));
  }
});

describe('sweep', () => {
  const at = testFolder();
  beforeEach(() => {
    mkdirSync(at('text'));
    writeFileSync(at('text/fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(60));
    writeFileSync(
      at('grid.json'),
      '{ "cell": "tanh", "hiddenSize": [4, 16], "learningRate": [0.002, 0.02], "steps": 30 }',
    );
  });

  const options = ['--batch-size', '4', '--sequence-length', '8', '--threads', '1'];
  const argumentsFor = (out: string) => ['sweep', at('text'), '--grid', at('grid.json'), '--out', out, ...options];
  const run = (out: string, ...more: readonly string[]) => runTerminal(...argumentsFor(out), ...more);
  const linesOf = (out: string): readonly string[] =>
    readFileSync(join(out, 'results.jsonl'), 'utf8').trim().split('\n');

  it('prints a table, the best first, draws a picture, and gives the same again with the same seed', () => {
    const [first, second] = [at('first'), at('second')] as const;
    const { status, stdout, stderr } = run(first);
    assert.equal(status, 0, stderr);
    const [head, ...rows] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/));
    assert.deepEqual(head, ['hiddenSize', 'learningRate', 'bits per character', 'steps', 'seconds', 'characters/s']);
    assert.equal(rows.length, 4);
    const bits = rows.map((row) => Number(row[2]));
    assert.deepEqual(
      bits,
      [...bits].sort((a, b) => a - b),
    );
    assert.match(stderr, /^4 of 4: hiddenSize 16, learningRate 0\.02: \d\.\d{3} bits per character$/m);
    const svg = (out: string): string => readFileSync(join(out, 'results.svg'), 'utf8');
    assert.equal(svg(first).match(/<circle/g)?.length, 4);
    const { results } = JSON.parse(run(second, '--json').stdout) as { results: { bitsPerChar: number }[] };
    assert.deepEqual(
      results.map(({ bitsPerChar }) => bitsPerChar.toFixed(3)),
      rows.map((row) => row[2]),
    );
    assert.equal(svg(second), svg(first));
  });

  it('computes only what is missing, also after a line that was cut off, and everything where the text is another', () => {
    const out = at('out');
    run(out);
    const [kept] = linesOf(out);
    writeFileSync(join(out, 'results.jsonl'), `${kept!}\n`);
    appendFileSync(join(out, 'results.jsonl'), '{"version":1,"settings":{"cell":\n');
    const again = run(out);
    assert.equal(again.stderr.match(/, known$/gm)?.length, 1);
    assert.equal(linesOf(out).length, 5);
    appendFileSync(at('text/fox.txt'), 'another line\n');
    assert.doesNotMatch(run(out).stderr, /known/);
  });

  it('does not put its results where they would be learned', () => {
    const { status, stderr } = run(at('text/out'));
    assert.equal(status, 1);
    assert.match(stderr, /the results would be learned/);
  });

  it('keeps what has ended when it is interrupted, and continues', async () => {
    const out = at('out');
    writeFileSync(at('grid.json'), '{ "cell": "tanh", "hiddenSize": 8, "steps": [30, 900000000] }');
    const child = spawn(process.execPath, [main, ...argumentsFor(out)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    // The first run has ended.
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [130, null]);
    assert.match(said, /Interrupted after 1 of 2 runs/);
    assert.equal(linesOf(out).length, 1);
    writeFileSync(at('grid.json'), '{ "cell": "tanh", "hiddenSize": 8, "steps": [30, 40] }');
    assert.match(run(out).stderr, /1 of 2: steps 30: .*, known\n2 of 2: steps 40: \d\.\d{3} bits per character\n/);
  });
});

describe('a path', () => {
  for (const [path, folder, system, expected] of [
    ['/a', '/a', posix, true],
    ['/a/b/c', '/a', posix, true],
    ['/a/..b', '/a', posix, true],
    ['/ab', '/a', posix, false],
    ['/a/../b', '/a', posix, false],
    ['C:\\a\\out', 'c:\\A', win32, true],
    ['C:\\a\\..b', 'C:\\a', win32, true],
    ['C:\\ab', 'C:\\a', win32, false],
    ['D:\\a\\out', 'C:\\a', win32, false],
    ['\\\\server\\share\\a', 'C:\\a', win32, false],
  ] as const) {
    it(`${path} is ${expected ? '' : 'not '}inside ${folder}`, () => {
      assert.equal(isInside(path, folder, system), expected);
    });
  }
});
