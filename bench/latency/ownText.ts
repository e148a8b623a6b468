// Measures how soon suggestions come from the text of the workspace. Requests half-typed words that occur only there, again and again.
import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource, type TextDocument } from 'vscode';
import type { CompletionRequest } from '../../src/completion/request.ts';
import type { PredictorClient } from '../../src/host/processes/predictorClient.ts';

const longWord = /[A-Za-z_]{10,}/gu;
const typedLetters = 5;
const wordsAsked = 8;
const patienceMs = 30_000;

interface Place {
  readonly before: string;
  readonly rest: string;
}

/** Places inside long words that occur earlier in the document, the longest rest first. */
export function placesIn(text: string): Place[] {
  const seen = new Set<string>();
  const places: Place[] = [];
  for (const { 0: word, index } of text.matchAll(longWord)) {
    if (seen.has(word)) places.push({ before: text.slice(0, index + typedLetters), rest: word.slice(typedLetters) });
    seen.add(word);
  }
  return places.sort((a, b) => b.rest.length - a.rest.length).slice(0, wordsAsked);
}

/** What the editor requests at the end of the text. */
export function requestAfter(before: string): CompletionRequest {
  return {
    document: 'untitled:own text',
    before,
    after: '',
    maxCharacters: 120,
    multiline: false,
    sampling: { temperature: 0, topP: 1, seed: 1 },
    model: 'mixture',
    confidence: 'balanced',
  };
}

/** Milliseconds until the first such suggestion; undefined if there is no such word or it takes more than half a minute. */
export async function untilOwnText(predictor: PredictorClient, document: TextDocument): Promise<number | undefined> {
  const began = performance.now();
  const places = placesIn(document.getText());
  const { token } = new CancellationTokenSource();
  while (places.length > 0 && performance.now() - began < patienceMs) {
    for (const { before, rest } of places) {
      const answer = await predictor.complete(requestAfter(before), token).catch(() => undefined);
      if (answer?.text.startsWith(rest)) return performance.now() - began;
    }
    await sleep(20);
  }
  return undefined;
}
