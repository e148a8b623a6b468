// A part of `npm run bench:reliability` that takes less than two minutes.
import assert from 'node:assert/strict';
import { longestTurnMs, readAdversarialWorkspaces } from '../../../bench/reliability/adversarialWorkspace.ts';
import { parseDamagedFiles, readHostileFiles } from '../../../bench/reliability/files.ts';
import { injectHostFaults } from '../../../bench/reliability/hostFaults.ts';
import { measureLargeCode } from '../../../bench/reliability/largeCode.ts';
import { readLargeWorkspace } from '../../../bench/reliability/largeWorkspace.ts';
import { injectMaskerFaults } from '../../../bench/reliability/maskerFaults.ts';
import { injectMessages } from '../../../bench/reliability/messageFaults.ts';
import { injectSignals } from '../../../bench/reliability/processFaults.ts';
import { addFaults } from '../../../bench/reliability/result.ts';
import { plantSecrets } from '../../../bench/reliability/secrets.ts';
import { storeSecrets } from '../../../bench/reliability/storedSecrets.ts';
import { injectStoreFaults } from '../../../bench/reliability/storeFaults.ts';
import { mostOffered, offerSurvivors } from '../../../bench/reliability/survivors.ts';
import { typeSecrets } from '../../../bench/reliability/typedSecrets.ts';

describe('reliability', () => {
  it('survives a fault at every file operation of the checkpoint store', async () => {
    const { counts, failures } = await injectStoreFaults();
    assert.deepEqual(failures, []);
    assert.ok(counts.injected > 300 && counts.survived === counts.injected);
  });

  it('survives malformed and reordered messages', async () => {
    assert.deepEqual(await injectMessages(300), { counts: { injected: 300, survived: 300 }, failures: [] });
  });

  it('survives processes that are killed or suspended', async function () {
    if (process.platform === 'win32') this.skip();
    assert.deepEqual(await injectSignals(5, 1), { counts: { injected: 6, survived: 6 }, failures: [] });
  });

  it('survives a masker that hangs, exits or is killed, and lets nothing out unmasked', async () => {
    const { counts, failures } = addFaults(await injectMaskerFaults(2));
    assert.deepEqual(failures, []);
    assert.deepEqual([counts.injected, counts.survived], [8, 8]);
  });

  it('survives faults of the real programs and of their host', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(600_000);
    const counts = { kills: 4, suspensions: 1, exhaustions: 1, messages: 3, clockJumps: 0 };
    const reports = await injectHostFaults(counts, { seed: 2, silentMs: 3000, longestWaitMs: 200 });
    const { counts: all, failures } = addFaults(reports);
    assert.deepEqual(failures, []);
    assert.deepEqual([all.injected, all.survived, Object.keys(all.kinds).length], [9, 9, 9]);
  });

  it('reads hostile files, and parses damaged ones', async () => {
    const { counts, failures } = await readHostileFiles(500);
    assert.deepEqual([failures, counts.failed], [[], 0]);
    assert.deepEqual(parseDamagedFiles(2000), { counts: { tried: 2000, failed: 0 }, failures: [] });
  });

  it('learns and suggests no planted secret', () => {
    assert.deepEqual(plantSecrets(1000, 50), { counts: { planted: 1000, leaked: 0 }, failures: [] });
  });

  it('learns nothing of a secret that is typed, or cut by a window', () => {
    const { counts, failures } = typeSecrets(12);
    assert.deepEqual([failures, counts.leaked, counts.typed], [[], 0, 12]);
  });

  it('offers no secret that masking leaves in another file, but a few of letters alone', async () => {
    const { survived, offeredWithoutGate, kinds } = await offerSurvivors(4);
    assert.ok(survived >= 60 && offeredWithoutGate >= 60, `${survived}, ${offeredWithoutGate}`);
    for (const [kind, { survived: all, offered }] of Object.entries(kinds))
      assert.ok(offered <= mostOffered(kind) * all, `${offered} of ${all}: ${kind}`);
  });

  it('stores no planted secret', async () => {
    const { found, files, samples } = await storeSecrets(60, 1);
    assert.deepEqual(found, []);
    assert.ok(files >= 7 && samples > 50, `${files} files, ${samples} samples`);
  });

  it('reads workspaces that are meant to block its thread', async () => {
    for (const [kind, { cpuMs }] of Object.entries(await readAdversarialWorkspaces(0.05))) {
      // The limit is 50 ms. Other programs use the caches of the machine.
      assert.ok(cpuMs < 2 * longestTurnMs, `${kind}: ${cpuMs} ms`);
    }
  });

  it('chooses what was changed last in much code, and opens again only what has changed', async () => {
    const { failures, chosen, keystrokeCpuMs } = await measureLargeCode({
      files: 120,
      bytes: 600_000,
      switched: 40,
      learned: 20_000,
      keys: 40,
    });
    assert.deepEqual(failures, []);
    assert.equal(chosen.files, 120);
    assert.ok(keystrokeCpuMs.afterLarge.p99 > 0);
  });

  it('reads a large workspace without blocking its thread', async () => {
    const sizes = { filesInMemory: 15_000, filesInOneFolder: 2000, nestedIgnoreFiles: 100, longLineBytes: 100_000_000 };
    const { failures, longestBlockCpuMs } = await readLargeWorkspace(sizes);
    assert.deepEqual(failures, []);
    // The limit is 50 ms. Other programs use the caches of the machine.
    assert.ok(longestBlockCpuMs < 100, `${longestBlockCpuMs} ms`);
  });
});
