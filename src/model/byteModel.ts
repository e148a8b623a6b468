// Language models over the bytes of UTF-8: context mixing, and the components whose predictions are inputs of its mixers.
import type { MixerComponentId } from './components.ts';

export interface ByteModel<State = unknown> {
  /** Starts a document, after everything learned so far. `document` identifies it: the same number for the same document. */
  begin(document: number): void;
  /** Learns the bytes; returns their cross-entropy before learning, in bits. */
  learn(bytes: Uint8Array): number;
  /** Reads the bytes without learning them; returns their cross-entropy in bits. */
  measure(bytes: Uint8Array): number;
  /** Reads one byte without learning it. Cheaper than `measure`. */
  read(byte: number): void;
  /** Distribution of the next byte, [256] f32: a view, valid until the next call. Sums to 1, no entry is 0. Where the probability
   * of all bytes with the same first bits is below `least`, they share it evenly; 0: every entry is exact. */
  predict(least: number): Float32Array;
  /** Sets what a component predicts for the next byte, [256]; undefined: the component gives no prediction. Valid until set again. */
  setInput(component: MixerComponentId, distribution: Float32Array | undefined): void;
  /** The state after the bytes read so far, to return to. */
  save(): State;
  /** Returns to the state that was saved last: undoes every `read` since, but not what was learned. */
  restore(state: State): void;
}

/** A component that predicts the next byte for the mixers. */
export interface MixerInput<State = unknown> {
  /** Starts a document. */
  begin(): void;
  /** Distribution of the next byte, [256] f32, with the sum 1: a view, valid until the next call. */
  predict(): Float32Array;
  /** Reads one byte, and learns it if `learns`. */
  read(byte: number, learns: boolean): void;
  save(): State;
  restore(state: State): void;
}
