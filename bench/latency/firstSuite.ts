// Runs in the extension host: how soon the first suggestion with a word of the open file comes after the user lets the workspace be
// learned, and what it waits for. Everything is forgotten after each round.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource, commands, extensions, window, workspace, type TextDocument } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { placesIn, requestAfter } from './ownText.ts';

const rounds = Number(process.env['HIDDEN_STATE_LATENCY_ROUNDS']);
const opened = process.env['HIDDEN_STATE_LATENCY_OPENED']!;
const patienceMs = 60_000;
const betweenRequestsMs = 150;
/** The masker's thread for files has ended, as in a window in which nothing was read. */
const restMs = 8000;

export async function run(): Promise<void> {
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state')!;
  const parts = (await extension.activate())!;
  const [file] = await workspace.findFiles(opened, undefined, 1);
  const { document } = await window.showTextDocument(await workspace.openTextDocument(file!));
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    await sleep(restMs);
    measured.push(await firstSuggestion(parts, document));
    await commands.executeCommand('hiddenState.forget', true);
    writeFileSync(
      process.env['HIDDEN_STATE_REPORT']!,
      JSON.stringify({ characters: document.getText().length, measured }),
    );
  }
}

/** Milliseconds after the consent. */
async function firstSuggestion(
  { consent, reader, predictor, maskers }: ExtensionParts,
  document: TextDocument,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  const began = performance.now();
  const passedMs = (): number => Math.round(performance.now() - began);
  const note = (what: string): void => void (times[what] ??= passedMs());
  const subscriptions = [
    reader.onNearest(() => note('nearestRead')),
    reader.onComplete(() => note('allRead')),
    predictor.onState((state) => note(state)),
  ];
  const mask = maskers.typedTextMask();
  const { token } = new CancellationTokenSource();
  const places = placesIn(document.getText());
  void consent.give();
  for (let at = 0; times['suggested'] === undefined && passedMs() < patienceMs; at++) {
    await sleep(betweenRequestsMs);
    if (predictor.state !== 'ready') continue;
    const { before, rest } = places[at % places.length]!;
    const masked = await mask({ before, after: '', length: before.length, path: document.uri.path });
    note('typedTextMasked');
    if (masked === undefined) continue;
    const answer = await predictor.complete(requestAfter(masked), token);
    note('answered');
    if (answer?.text.startsWith(rest)) note('suggested');
  }
  for (const subscription of subscriptions) subscription.dispose();
  return times;
}
