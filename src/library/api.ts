// The types of the library `hidden-state`. The npm package contains this file as its declarations, so it imports nothing.

export interface TrainOptions extends TrainingOptions {
  /** Folder whose text files to learn from, by the same rules as in the editor: ignore files, secrets masked, nothing generated. */
  readonly folder?: string;
  /** Texts to learn from, instead of a folder. Secrets in them are masked, too. */
  readonly texts?: readonly Text[];
  /** To continue: the model, the file or the bytes of an earlier training. */
  readonly from?: Model | string | Uint8Array;
  /** Aborting it ends the training; `result` rejects with the reason of the signal. To keep the model, call `stop` instead. */
  readonly signal?: AbortSignal;
}

export interface Text {
  /** With slashes. Its ending tells the format, for example that of a notebook. */
  readonly path: string;
  readonly text: string;
}

/** The names, ranges and defaults of the settings in the editor: see docs/settings.md. `npm run generate` writes them. */
export interface TrainingOptions {
  /** What a new network starts from: the pretrained network of the extension, or random weights. A training from scratch takes longer to the same quality. */
  readonly start?: 'pretrained' | 'scratch';
  /** Type of the recurrent cell. Another type than the default starts from random weights, not from the pretrained network. A change takes effect when a training starts from scratch. */
  readonly cell?: 'tanh' | 'gru' | 'lstm';
  /** Number of hidden units. More units learn more, but take longer. With the default, a network starts from the pretrained one and has its 384 units; with another number, it starts from random weights. A change takes effect when a training starts from scratch. */
  readonly hiddenSize?: number;
  /** Duration of a training in seconds, without pauses. */
  readonly seconds?: number;
  /** Number of characters over which the error is propagated back (truncated backpropagation through time). */
  readonly sequenceLength?: number;
  /** Batch size: number of sequences that one training step reads in parallel. */
  readonly batchSize?: number;
  /** Rule that updates the weights. */
  readonly optimizer?: 'adamw' | 'sgd';
  /** Peak learning rate. It is halved automatically if the loss diverges. */
  readonly learningRate?: number;
  /** Maximum norm of the gradient. Larger gradients are scaled down to it. */
  readonly maxGradientNorm?: number;
  /** Fraction of the hidden units that are dropped at random before the output layer. It ramps up from the second epoch on and reduces overfitting. */
  readonly dropout?: number;
  /** Seed of the initial weights and of the order of the text. */
  readonly seed?: number;
  /** Number of training threads. 0 uses all cores but one. */
  readonly threads?: number;
  /** Training steps instead of seconds: the same seed, texts and threads give the same model. */
  readonly steps?: number;
}

/** A training that has begun. Iterating over it yields its events from the first one on, once; leaving the loop does not end it. */
export interface Training extends AsyncIterable<TrainingEvent> {
  /** The best model, when the training has ended. */
  readonly result: Promise<Model>;
  /** Ends the training early: `result` resolves with the best model so far. */
  stop(): void;
}

export type TrainingEvent =
  | {
      readonly type: 'prepared';
      readonly files: number;
      readonly trainCharacters: number;
      readonly heldOutCharacters: number;
      /** Number of characters that the model knows, and one for all others. */
      readonly vocabulary: number;
      /** What computes, for example 'WebAssembly SIMD'. */
      readonly engine: string;
    }
  | ({
      /** At most ten times per second: the last training step. */
      readonly type: 'progress';
      readonly gradientNorm: number;
      readonly learningRate: number;
      readonly charactersPerSecond: number;
      readonly remainingSeconds: number;
    } & Measured)
  | ({
      /** An evaluation on text that is never trained on. */
      readonly type: 'heldOut';
      /** Whether it is the lowest value so far. The model is the one with the lowest. */
      readonly best: boolean;
    } & Measured)
  | {
      readonly type: 'ended';
      readonly reason: 'finished' | 'stopped' | 'stopped improving';
      readonly bitsPerCharacter: number | undefined;
    };

export interface Measured {
  /** All counts include earlier trainings that this one continues. */
  readonly step: number;
  readonly characters: number;
  readonly seconds: number;
  /** Cross-entropy; lower is better. */
  readonly bitsPerCharacter: number;
}

export interface Model {
  readonly cell: NonNullable<TrainingOptions['cell']>;
  readonly hiddenSize: number;
  readonly layers: number;
  /** The characters that it knows. */
  readonly characters: string;
  /** Training steps. */
  readonly steps: number;
  /** On held-out text, as its training measured it. */
  readonly bitsPerCharacter: number | undefined;
  /** The file: safetensors with the names and shapes of PyTorch. It contains what was learned: treat it like the text. */
  readonly bytes: Uint8Array;
  /** Text that continues the prompt. The same options give the same text. */
  sample(options?: SampleOptions): string;
  /** The most likely next characters after a text, most likely first. */
  predict(text: string, count?: number): Prediction[];
  /** Cross-entropy of a text, in bits per character. NaN for an empty text. */
  score(text: string): number;
  /** Writes `bytes` to a file, completely or not at all. */
  save(file: string): Promise<void>;
}

export interface SampleOptions {
  readonly prompt?: string;
  /** Default: 300. */
  readonly characters?: number;
  /** 0: always the most likely character. Default: 0.6. */
  readonly temperature?: number;
  /** Default: 0.95. */
  readonly topP?: number;
  /** Default: 1. */
  readonly seed?: number;
}

export interface Prediction {
  readonly character: string;
  readonly probability: number;
}
