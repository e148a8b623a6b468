// What the hidden units and their gates do while a network reads.
import type { Reader } from '../engine/engine.ts';
import { gateBlocks, type GateName } from '../engine/modelShape.ts';
import { unknownId } from '../model/network/vocabulary.ts';
import { charactersOf } from '../util/lengthOf.ts';

/** Activity of all units over a text, row-major. */
export interface Activations {
  readonly hidden: number;
  /** [characters][hidden] */
  readonly values: Float32Array;
}

/** In whole parts of 1/`full`, into the given array. A loop: `from` with a function is ten times as slow. */
export function quantize<Whole extends Int8Array | Uint8Array>(values: Float32Array, full: number, into: Whole): Whole {
  for (let at = 0; at < values.length; at++) into[at] = Math.round(full * values[at]!);
  return into;
}

/** A text to read: its context first, which sets the hidden state and is not reported. */
export interface LensText {
  readonly context: Int32Array;
  readonly ids: Int32Array;
}

export interface RecordedActivations {
  readonly units: Activations;
  /** Of a cell that has gates: how far they stood open, 0..1. */
  readonly gates: readonly { readonly gate: GateName; readonly activations: Activations }[];
}

/** The texts one after the other, each from a fresh state. */
export function recordActivations(reader: Reader, texts: readonly LensText[]): RecordedActivations {
  const { cell, hidden } = reader.shape;
  const total = charactersOf(texts);
  const none = (): Activations => ({ hidden, values: new Float32Array(total * hidden) });
  const units = none();
  const gates = gateBlocks[cell].map(({ name }) => ({ gate: name, activations: none() }));
  const now = new Float32Array(gates.length * hidden);
  let at = 0;
  for (const { context, ids } of texts) {
    reader.reset();
    reader.feed(unknownId);
    for (const id of context) reader.feed(id);
    for (const id of ids) {
      reader.feed(id);
      reader.readGates(now);
      units.values.set(reader.hidden, at);
      gates.forEach(({ activations }, gate) =>
        activations.values.set(now.subarray(gate * hidden, (gate + 1) * hidden), at),
      );
      at += hidden;
    }
  }
  return { units, gates };
}
