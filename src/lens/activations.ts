// Records the activity of the hidden units and their gates while a network reads text.
import type { Reader } from '../engine/engine.ts';
import { cellSpec, type CellGate } from '../engine/cells.ts';
import { countCharacters, type EncodedText } from '../model/network/encodedText.ts';
import { unknownId } from '../model/network/vocabulary.ts';

/** Activity of all units over a text, one row per character. */
export interface Activations {
  readonly hidden: number;
  /** [characters][hidden] */
  readonly values: Float32Array;
}

/** Rounds to multiples of 1 / `full`, into the given array. A loop, because `from` with a function is ten times slower. */
export function quantize<Whole extends Int8Array | Uint8Array>(values: Float32Array, full: number, into: Whole): Whole {
  for (let at = 0; at < values.length; at++) into[at] = Math.round(full * values[at]!);
  return into;
}

export interface RecordedActivations {
  readonly units: Activations;
  /** How far the gates were open, 0..1. Empty for a cell without gates. */
  readonly gates: readonly { readonly gate: CellGate; readonly activations: Activations }[];
}

/** Reads each text from a fresh state. The contexts set the hidden state and are not recorded. */
export function recordActivations(reader: Reader, texts: readonly EncodedText[]): RecordedActivations {
  const { cell, hiddenSize } = reader.shape;
  const total = countCharacters(texts);
  const empty = (): Activations => ({ hidden: hiddenSize, values: new Float32Array(total * hiddenSize) });
  const units = empty();
  const gates = cellSpec(cell).gates.map(({ name }) => ({ gate: name, activations: empty() }));
  const gateValues = new Float32Array(gates.length * hiddenSize);
  let at = 0;
  for (const { context, ids } of texts) {
    reader.reset();
    reader.feed(unknownId);
    for (const id of context) reader.feed(id);
    for (const id of ids) {
      reader.feed(id);
      reader.readGates(gateValues);
      units.values.set(reader.hidden, at);
      gates.forEach(({ activations }, gate) =>
        activations.values.set(gateValues.subarray(gate * hiddenSize, (gate + 1) * hiddenSize), at),
      );
      at += hiddenSize;
    }
  }
  return { units, gates };
}
