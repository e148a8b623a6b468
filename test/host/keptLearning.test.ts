// What text statistics have learned, from one window to the next: a second predictor stands for the next window.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { commands, Uri } from 'vscode';
import { KeptLearning } from '../../src/host/learning/keptLearning.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { predictorOptions } from '../../src/host/settings.ts';
import { LearnedStore } from '../../src/host/storage/learnedStore.ts';
import { openFolder } from '../../src/host/storage/openStorage.ts';
import { startThread } from '../../src/processes/program.ts';
import { at, parts, pathOf, program, until } from './extensionHost.ts';
import { requestAfter, token } from './ghostText.ts';
import { beginWithNothing, forget, removeAfter } from './suite.ts';

const marker = 'Quorvexil-Tandrimop';
const noteText = `${marker} met the others behind the mill.\n`.repeat(40);
const goneMarker = 'Brandalur-Feskomin';

describe('what text statistics have learned', () => {
  const logged: string[] = [];
  let folder: string;
  /** A stored file. */
  let withMill: Uint8Array;
  const file = (): string => join(folder, 'learned/learned.state');

  /** The parts of the stored file, decompressed. */
  function storedText(): string {
    const bytes = readFileSync(file());
    const headerAt = bytes.indexOf(0) + 1;
    let start = headerAt + 4 + bytes.readUInt32LE(headerAt);
    const header = JSON.parse(bytes.toString('utf8', headerAt + 4, start)) as { parts: [number, number][] };
    const parts = header.parts.map(([, length]) => zstdDecompressSync(bytes.subarray(start, (start += length))));
    return Buffer.concat(parts).toString('latin1');
  }

  /** Replaces the stored file until the end of the block. */
  function replaceStored(change: (whole: Buffer) => Uint8Array): Disposable {
    const whole = readFileSync(file());
    const write = (bytes: Uint8Array): void => {
      mkdirSync(join(folder, 'learned'), { recursive: true });
      writeFileSync(file(), bytes, { mode: 0o600 });
    };
    write(change(whole));
    return { [Symbol.dispose]: () => write(whole) };
  }

  /** Eager, for the end of a text. */
  async function suggestion(predictor: PredictorClient, before: string): Promise<string> {
    return (await predictor.complete(requestAfter(before), token))?.text ?? '';
  }

  async function nextWindow() {
    const { reader, state } = await parts();
    const predictor = new PredictorClient(
      () =>
        startThread(program('predictor.mjs'), 'next window', {
          ...predictorOptions(),
          drafts: join(folder, 'learned/next '),
        }),
      (message) => logged.push(message),
    );
    const storage = { folder: openFolder(Uri.file(join(folder, 'learned')))!, lock: undefined };
    const store = new LearnedStore(storage, { state, warn: (message) => logged.push(message) });
    const kept = new KeptLearning({ store, state, predictor, reader, log: (message) => logged.push(message) });
    return { predictor, kept, [Symbol.dispose]: () => [kept, predictor].forEach((part) => part.dispose()) };
  }

  beginWithNothing({ 'suggestions.pretrained': true });
  removeAfter('mill.md', 'gone.md');
  before(async () => {
    const { context } = await parts();
    folder = context.storageUri!.fsPath;
    writeFileSync(at('mill.md'), noteText);
    writeFileSync(at('gone.md'), `${goneMarker} stayed at home.\n`.repeat(40));
    await commands.executeCommand('hiddenState.learn');
  });
  beforeEach(() => logged.splice(0));

  it('is stored when all files are learned', async () => {
    await until(() => existsSync(file()));
    assert.ok(storedText().includes(marker));
  });

  it('suggests at once in the next window, which reads only changed files', async () => {
    using next = await nextWindow();
    const start = performance.now();
    const changes = await next.kept.restore();
    assert.ok(changes, logged.join('\n'));
    next.predictor.learn(changes.texts);
    await until(async () => /^exil/u.test(await suggestion(next.predictor, 'Then Quorv')));
    const ms = Math.round(performance.now() - start);
    const read = changes.texts.length;
    console.log(`      ${ms} ms, ${read} files read again, ${changes.unchanged!.length} not`);
    assert.ok(read <= 5 && changes.unchanged!.length > read);
    assert.ok(next.predictor.learned.has(pathOf('mill.md')));
    assert.deepEqual(logged, []);
  });

  it('is loaded also where the values stored beside it have another form', async () => {
    const { state } = await parts();
    using next = await nextWindow();
    await state.update('files without text', [5]);
    await state.update('confidence thresholds', { eager: 'x' });
    assert.ok(await next.kept.restore(), logged.join('\n'));
  });

  it('is learned again where the file is truncated, and the log says so in one line', async () => {
    using _replaced = replaceStored((whole) => whole.subarray(0, -10));
    using next = await nextWindow();
    assert.equal(await next.kept.restore(), undefined);
    assert.ok(!existsSync(file()));
    assert.equal(logged.length, 1);
  });

  it('is learned again by another version of the program', async () => {
    const otherVersion = (whole: string): string => whole.replace(/"version":"./u, '"version":"x');
    using _replaced = replaceStored((whole) => Buffer.from(otherVersion(whole.toString('latin1')), 'latin1'));
    using next = await nextWindow();
    assert.equal(await next.kept.restore(), undefined);
    assert.match(logged.join(), /it is of another version/u);
  });

  it('suggests in the next window where another file is gone, but is not stored any more', async () => {
    const whole = readFileSync(file());
    rmSync(at('gone.md'));
    await until(() => !existsSync(file()) || !storedText().includes(goneMarker));
    await until(() => existsSync(file()));
    using _replaced = replaceStored(() => whole);
    using next = await nextWindow();
    const changes = await next.kept.restore();
    assert.ok(!existsSync(file()));
    assert.ok(changes?.areGone, logged.join('\n'));
    assert.ok(next.predictor.learned.has(pathOf('gone.md')), 'it is among the texts that are learned again');
    next.predictor.learn(changes.texts);
    await until(async () => /^exil/u.test(await suggestion(next.predictor, 'Then Quorv')));
  });

  it('is gone from the disk as soon as a file of it is deleted, and is stored again without it', async () => {
    assert.ok(storedText().includes(marker));
    withMill = readFileSync(file());
    rmSync(at('mill.md'));
    await until(() => !existsSync(file()) || !storedText().includes(marker));
    await until(() => existsSync(file()));
    assert.ok(!storedText().includes(marker));
  });

  it('is gone as soon as a file is excluded', async () => {
    const { predictor, state, learnedStore } = await parts();
    writeFileSync(at('mill.md'), noteText);
    await until(() => predictor.learned.has(pathOf('mill.md')));
    await commands.executeCommand('hiddenState.forgetFile', pathOf('mill.md'));
    await until(() => !predictor.learned.has(pathOf('mill.md')));
    // The file of before, without the text, is deleted, too.
    await learnedStore.flush();
    await until(() => existsSync(file()));
    assert.ok(!storedText().includes(marker));
    {
      using _replaced = replaceStored(() => withMill);
      using next = await nextWindow();
      assert.equal(await next.kept.restore(), undefined);
      assert.match(logged.join(), /files of it are excluded/u);
      assert.ok(!existsSync(file()));
    }
    await state.update('excluded files', undefined);
  });

  it('is gone when the user forgets it', async () => {
    await forget();
    assert.ok(!existsSync(file()));
  });
});
