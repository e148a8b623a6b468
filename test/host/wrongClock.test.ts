// The wall clock jumps by days or years: a laptop that slept, a wrong date that is corrected.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Selection, Uri } from 'vscode';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { openFolder } from '../../src/host/storage/openStorage.ts';
import { RunStore } from '../../src/host/storage/runStore.ts';
import { RunWeights } from '../../src/host/storage/runWeights.ts';
import { Snooze } from '../../src/host/suggestions/snooze.ts';
import { StatisticsStore } from '../../src/host/suggestions/statisticsStore.ts';
import { noAnnotations } from '../../src/protocol/runs.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';
import { typeKeys } from './documents.ts';
import { until } from './extensionHost.ts';
import { example, repeatEdits, untilOffer } from './nextEditSteps.ts';
import { scratchFolder } from './suite.ts';

const dayMs = 86_400_000;

describe('a clock that jumps', () => {
  const scratch = scratchFolder();
  const folderAt = (name: string): Uri => Uri.joinPath(scratch.uri, name);

  function memory() {
    const values = new Map<string, unknown>();
    return {
      get: (key: string) => values.get(key),
      update: async (key: string, value: unknown) => void values.set(key, value),
    };
  }

  for (const jumpMs of [-365 * dayMs, -dayMs, dayMs, 365 * dayMs])
    it(`does not make a snooze longer: ${jumpMs / dayMs} days until the window is opened again`, () => {
      const stored = memory();
      const first = new Snooze(stored);
      first.setMinutes(5);
      assert.ok(first.until);
      first.dispose();
      const next = new Snooze(stored, () => Date.now() + jumpMs);
      assert.equal(next.until, undefined);
      next.dispose();
    });

  it('ends a snooze when the machine has slept beyond its end', async () => {
    let sleptMs = 0;
    const snooze = new Snooze(memory(), () => Date.now() + sleptMs, 20);
    snooze.setMinutes(60);
    sleptMs = 2 * 3_600_000;
    await until(() => snooze.until === undefined);
    snooze.dispose();
  });

  it('makes no snooze of any number of minutes end at once', async () => {
    const snooze = new Snooze(memory());
    snooze.setMinutes(1e12);
    await sleep(50);
    assert.ok(typeof snooze.until === 'number' && snooze.until <= Date.now() + dayMs);
    snooze.dispose();
  });

  it('leaves no file of counts behind that no window continues', async () => {
    const folder = folderAt('statistics');
    for (const jumpMs of [365 * dayMs, 0, dayMs]) {
      const store = new StatisticsStore(folder, assert.ifError, () => Date.now() + jumpMs);
      store.add({ type: 'shown' });
      await store.save();
      store.dispose();
    }
    assert.equal(readdirSync(folder.fsPath).length, 1);
  });

  it('does not delete a new run and its weights in favor of runs of the future', async () => {
    const runs = new RunStore(openFolder(folderAt('runs')));
    const weights = new RunWeights(openFolder(folderAt('weights')));
    const settings = defaultTrainingSettings;
    const facts = { settings, engine: 'simd', files: 1, trainCharacters: 1, characters: 1, elapsedMs: 1 };
    async function save(startedMs: number): Promise<string> {
      const id = startedMs.toString(36);
      const summary = { ...noAnnotations, ...facts, id, startedMs, bitsPerChar: 2, endReason: undefined };
      await runs.save({ summary, curves: { id, points: [], heldOut: [], markers: [], histograms: [] } });
      await weights.save(id, { bytes: Uint8Array.of(1), files: [], epoch: undefined });
      return id;
    }
    for (let run = 0; run < 51; run++) await save(Date.now() + 365 * dayMs + run);
    const newest = [await save(Date.now()), await save(Date.now() + 1)];
    const listed = (await runs.list()).map(({ id }) => id);
    assert.equal(listed.length, 50);
    for (const id of newest) {
      assert.ok(listed.includes(id), 'the run');
      assert.ok((await weights.ids()).includes(id), 'its weights');
    }
    assert.equal((await weights.ids()).length, 5);
    runs.dispose();
    weights.dispose();
  });

  it('stores no names of files without the weights where the disk is full', async () => {
    const folder = openFolder(folderAt('full'))!;
    const write = async (name: string, bytes: Uint8Array): Promise<void> => {
      if (name.endsWith('.checkpoint')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      await folder.write(name, bytes);
    };
    const weights = new RunWeights({ ...folder, write });
    await assert.rejects(weights.save('k3x9', { bytes: Uint8Array.of(1), files: ['w/a.md'], epoch: undefined }));
    assert.deepEqual(readdirSync(join(scratch.path, 'full')), []);
    weights.dispose();
  });

  describe('while the user edits', () => {
    repeatEdits('fieldName', 'columnName');
    const now = Date.now;
    afterEach(() => (Date.now = now));

    it('does not end the life of an edit that is repeated', async () => {
      const editor = await example();
      Date.now = () => now() + dayMs;
      const { document } = editor;
      const { end } = document.lineAt(0).range;
      editor.selection = new Selection(end, end);
      await typeKeys(' # one');
      await sleep(3 * pauseMs);
      await untilOffer();
    });
  });
});
