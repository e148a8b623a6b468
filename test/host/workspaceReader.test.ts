import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { learnableText } from '../../src/corpus/learnableText.ts';
import { WorkspaceReader } from '../../src/host/workspace/workspaceReader.ts';
import { at, pathOf } from './extensionHost.ts';

describe('the workspace reader', () => {
  let reader: WorkspaceReader;

  beforeEach(() => {
    reader = new WorkspaceReader(learnableText);
  });
  afterEach(() => reader.dispose());

  it('shares a read that is in progress, and reads again afterwards', async () => {
    const [one, other] = await Promise.all([reader.read(), reader.read()]);
    assert.equal(one, other);
    assert.ok(one.texts.some(({ path }) => path.endsWith('README.md')));
    assert.notEqual(await reader.read(), one);
  });

  it('goes on for the other callers when one of them aborts', async () => {
    const abort = new AbortController();
    const aborted = assert.rejects(reader.read({ signal: abort.signal }), /abort/i);
    const other = reader.read();
    abort.abort();
    await aborted;
    assert.ok((await other).texts.length > 0);
  });

  it('starts a new read when the only caller has aborted', async () => {
    const abort = new AbortController();
    const aborted = assert.rejects(reader.read({ signal: abort.signal }), /abort/i);
    abort.abort();
    await aborted;
    assert.ok((await reader.read()).texts.length > 0);
  });

  it('counts other work as a read until it ends', async () => {
    const during: boolean[] = [];
    reader.onReading(() => during.push(reader.isReading));
    await assert.rejects(
      reader.during(() => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(await reader.during(() => Promise.resolve('kept')), 'kept');
    assert.deepEqual(during, [true, false, true, false]);
  });

  it('reads single files by the same rules', async () => {
    writeFileSync(at('.env'), 'A=1');
    const { texts } = await reader.readFiles(new Set(['README.md', '.env'].map(pathOf)));
    rmSync(at('.env'));
    assert.deepEqual(
      texts.map(({ path }) => path),
      [pathOf('README.md')],
    );
  });
});
