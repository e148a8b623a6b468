// Language models over the bytes of UTF-8: context mixing, and the components whose predictions are inputs of its mixers.
import type { Unfamiliarity } from './unfamiliarity.ts';

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
  /** The state after the bytes read so far, to return to. */
  save(): State;
  /** Returns to the state that was saved last: undoes every `read` since, but not what was learned. */
  restore(state: State): void;
}

/** A byte model that also tells how unfamiliar a text is to it. */
export interface FollowingByteModel<State = unknown> extends ByteModel<State> {
  /** Reads one byte that the user typed, without learning it, and compares it with its prediction. */
  follow(byte: number): void;
  /** How unfamiliar the bytes are that were followed since `begin`. `restore` restores it; learning leaves it. */
  unfamiliarity: Unfamiliarity;
}

/**
 * A component of context mixing: predicts the next byte, as an input of the mixers. byteMixture.ts calls it for every byte that
 * context mixing reads or learns.
 */
export interface MixerComponent<State = unknown> {
  /** Starts a document. */
  begin(): void;
  /** Distribution of the next byte, [256] f32, with the sum 1: a view, valid until the next call. Undefined: it has none here. */
  predict(): Float32Array | undefined;
  /** Reads one byte without learning it. */
  read(byte: number): void;
  /** Reads one byte and learns it. */
  learn(byte: number): void;
  /** The state after the bytes read so far, to return to. */
  save(): State;
  /** Returns to a saved state: undoes every `read` since. What was learned for longer than a document stays. */
  restore(state: State): void;
  /** A copy of everything learned for longer than a document; empty for a component that learns nothing. */
  snapshot(): Uint8Array;
  /** Replaces everything learned. The component must have the size of the one that made the snapshot. */
  loadSnapshot(snapshot: Uint8Array): void;
}
