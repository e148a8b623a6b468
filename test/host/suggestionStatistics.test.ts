// Counts of suggestions: from changes of a document to the stored files, after a reload, with two windows, and as CSV.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, InlineCompletionItem, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import { StatisticsStore } from '../../src/host/suggestions/statisticsStore.ts';
import { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import type { SuggestionOutcome } from '../../src/protocol/predictor.ts';
import { dayOf, statisticsCsv, sumOfDays, type StatisticsEvent } from '../../src/protocol/suggestionStatistics.ts';
import { atEnd, openText } from './documents.ts';
import { until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { closeEditors, scratchFolder } from './suite.ts';

const accepted = (characters: number): StatisticsEvent => ({ type: 'accepted', how: 'completely', characters });
const today = dayOf(Date.now());

describe('the statistics of suggestions', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  const warnings: unknown[] = [];
  const stores: StatisticsStore[] = [];
  let folders = 0;

  const newFolder = (): Uri => Uri.file(join(scratch.path, String(folders++)));
  /** A window with this workspace storage. */
  function openWindow(folder: Uri, now?: () => number): StatisticsStore {
    const store = new StatisticsStore(folder, (error) => warnings.push(error), now);
    stores.push(store);
    return store;
  }
  const savedIn = async (store: StatisticsStore): Promise<number> => {
    await store.refresh();
    return sumOfDays(store.statistics).keystrokesSaved;
  };

  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
    assert.deepEqual(warnings, []);
  });
  after(closeEditors);

  it('match what a script accepts, types, deletes and keeps, also in the file and as CSV', async () => {
    const folder = newFolder();
    const store = openWindow(folder, () => new Date().setHours(12, 0, 0, 0));
    const outcomes: SuggestionOutcome[] = [];
    const tracker = new SuggestionTracker({
      record: (event) => store.add(event),
      report: (outcome) => outcomes.push(outcome),
      checkMs: (seconds) => seconds * 10,
    });
    const editor = await openText('a ', 'markdown');
    const { document } = editor;
    const write = (text: string) => editor.edit((edit) => edit.insert(atEnd(document), text));
    const show = (text: string): void => {
      const position = atEnd(document);
      tracker.answered(document, position, new InlineCompletionItem(text, new Range(position, position)));
    };
    show('quick brown');
    await write('q');
    show('uick brown');
    await write('uick');
    await write(' brown');
    show('fox');
    await write('x');
    show('one line\nand another');
    await write('one line');
    await write('\n');
    show('jumps');
    await write('jumps');
    // Of "uick", " brown", "one line" and "jumps", the last one is deleted: its Tab key has saved nothing.
    const end = document.getText().length;
    await editor.edit((edit) => edit.delete(new Range(document.positionAt(end - 5), document.positionAt(end))));
    const told = outcomes.map((outcome) => ('length' in outcome ? `${outcome.kind} ${outcome.length}` : outcome.kind));
    assert.deepEqual(
      told.join(', '),
      'shown, typed 1, accepted 4, accepted 6, shown, typedOver, shown, accepted 8, typed 1, shown, accepted 5',
    );
    await until(() => sumOfDays(store.statistics).checked[600] === 23);
    tracker.dispose();

    const { kept, checked, ...counts } = sumOfDays(store.statistics);
    assert.deepEqual(counts, {
      shown: 4,
      wrong: 1,
      completely: 2,
      word: 1,
      line: 1,
      acceptedCharacters: 23,
      typedCharacters: 2,
      // Less what was deleted before the first check.
      keystrokesSaved: kept[15] - 4,
      nextEditsOffered: 0,
      nextEditsAccepted: 0,
      nextEditsRefused: 0,
    });
    assert.deepEqual(checked, { 15: 23, 60: 23, 300: 23, 600: 23 });
    assert.deepEqual([kept[60], kept[300], kept[600]], [18, 18, 18]);
    await store.save();
    const csv = statisticsCsv((await reloaded(folder)).statistics);
    assert.equal(csv, statisticsCsv(store.statistics));
    const [header, row, ...rest] = csv.trimEnd().split('\n');
    assert.equal(
      header,
      'day,shown,wrong,completely,word,line,acceptedCharacters,typedCharacters,keystrokesSaved,' +
        'kept15s,checked15s,kept60s,checked60s,kept300s,checked300s,kept600s,checked600s,' +
        'nextEditsOffered,nextEditsAccepted,nextEditsRefused',
    );
    assert.equal(row, `${today},4,1,2,1,1,23,2,${kept[15] - 4},${kept[15]},23,18,23,18,23,18,23,0,0,0`);
    assert.deepEqual(rest, []);
  });

  it('check as many characters as were accepted, without brackets that were there before', async () => {
    const store = openWindow(newFolder());
    const { document } = await openText('call()');
    const tracker = new SuggestionTracker({ record: (event) => store.add(event), checkMs: () => 100 });
    const [before, bracket] = [document.positionAt(5), document.positionAt(6)];
    tracker.answered(document, before, new InlineCompletionItem('value)', new Range(before, bracket)));
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(before, bracket), 'value)');
    await workspace.applyEdit(edit);
    await until(() => sumOfDays(store.statistics).checked[600] > 0);
    tracker.dispose();
    const { acceptedCharacters, checked, kept } = sumOfDays(store.statistics);
    assert.deepEqual([acceptedCharacters, checked[600], kept[600]], [5, 5, 5]);
  });

  it('count what is left of an acceptance for its own day', () => {
    const store = openWindow(newFolder(), () => new Date(2026, 0, 2, 0, 3).getTime());
    store.add({ type: 'checked', after: 60, kept: 4, accepted: 5 });
    store.add({ type: 'checked', after: 300, kept: 3, accepted: 5 });
    assert.equal(store.statistics['2026-01-02']!.kept[60], 4);
    assert.equal(store.statistics['2026-01-01']!.kept[300], 3);
  });

  it('take back what an acceptance saved where the user deletes or undoes it', async () => {
    const store = openWindow(newFolder());
    const tracker = new SuggestionTracker({ record: (event) => store.add(event) });
    const saved = (): number => sumOfDays(store.statistics).keystrokesSaved;
    const editor = await openText('', 'markdown');
    const accept = async (text: string): Promise<void> => {
      const position = atEnd(editor.document);
      tracker.answered(editor.document, position, new InlineCompletionItem(text, new Range(position, position)));
      await editor.edit((edit) => edit.insert(position, text), { undoStopBefore: true, undoStopAfter: true });
    };
    await accept('quick brown');
    await accept(' fox jumps');
    assert.equal(saved(), 10 + 9);
    await commands.executeCommand('deleteWordLeft');
    assert.equal(saved(), 10 + 4);
    await commands.executeCommand('undo');
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'quick brown');
    // The Tab keys are spent.
    assert.equal(saved(), 10 - 1);
    await commands.executeCommand('undo');
    assert.equal(saved(), -2);
    tracker.dispose();
  });

  const reloaded = async (folder: Uri): Promise<StatisticsStore> => {
    const store = openWindow(folder);
    await store.refresh();
    return store;
  };

  it('of two windows are the sum, whatever the order in which they save', async () => {
    const folder = newFolder();
    const [one, two] = [openWindow(folder), openWindow(folder)];
    for (let round = 0; round < 5; round++) {
      one.add(accepted(11));
      two.add(accepted(101));
      await Promise.all(round % 2 === 0 ? [one.save(), two.save()] : [two.save(), one.save()]);
    }
    assert.deepEqual([await savedIn(one), await savedIn(two)], [550, 550]);
    assert.equal(readdirSync(folder.fsPath).length, 2);
    assert.equal(await savedIn(await reloaded(folder)), 550);
  });

  it('show what another window counts without being asked', async () => {
    const folder = newFolder();
    const [one, two] = [openWindow(folder), openWindow(folder)];
    // The editor says neither when it begins to watch a folder, nor what happened before.
    await until(async () => {
      one.add(accepted(5));
      await one.save();
      await sleep(500);
      return sumOfDays(two.statistics).keystrokesSaved > 0;
    });
  });

  it('are reset for all windows', async () => {
    const folder = newFolder();
    const [one, two] = [openWindow(folder), openWindow(folder)];
    one.add(accepted(11));
    two.add(accepted(11));
    await Promise.all([one.save(), two.save()]);
    await one.reset();
    assert.equal(await savedIn(two), 0);
    two.add(accepted(3));
    await two.save();
    assert.deepEqual([await savedIn(one), await savedIn(two)], [2, 2]);
  });

  it('continue the file of a closed window, and lose nothing where that window is still open', async () => {
    const folder = newFolder();
    let now = Date.UTC(2026, 0, 1, 12);
    const one = openWindow(folder, () => now);
    one.add(accepted(11));
    await one.save();
    now += 2 * 3_600_000;
    const two = openWindow(folder, () => now);
    two.add(accepted(11));
    await two.save();
    assert.equal(readdirSync(folder.fsPath).length, 1);
    one.add(accepted(11));
    await one.save();
    assert.deepEqual([await savedIn(one), await savedIn(two)], [30, 30]);
  });

  it('ignore damaged files', async () => {
    const folder = newFolder();
    const one = openWindow(folder);
    one.add(accepted(11));
    await one.save();
    writeFileSync(join(folder.fsPath, 'damaged.json'), '{"days":{"2026-01-01":{"shown":"x"}}');
    assert.equal(await savedIn(one), 10);
  });
});
