// Context mixing as the predictor and the evaluations use it: it learns the texts of the workspace piece by piece, follows the
// document that the user types in, and predicts characters.
import { createByteMixture, type ByteMixture, type ByteMixtureSnapshot, type ByteMixtureState } from './byteMixture.ts';
import type { MixerComponent } from './byteModel.ts';
import { mixerComponents, type MixerComponentId } from './components.ts';
import type { ContextMixing } from './contextMixing/contextMixing.ts';
import { createDocumentCursor, type DocumentCursor } from './documentCursor.ts';
import type { MeasuringModel } from './languageModel.ts';
import { createMixture } from './mixture.ts';
import type { Work } from './work.ts';

/** A part of a text of the workspace, in UTF-16 units. It cuts no surrogate pair. */
export interface TextPart {
  readonly path: string;
  /** The whole text. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

export interface ContextMixingModel {
  /** Size of the tables, constant from creation. */
  readonly memoryBytes: number;
  readonly cursor: DocumentCursor;
  /** With the components that learn the workspace, too: without the workspace network. */
  readonly bytes: ByteMixture;
  readonly model: MeasuringModel<ByteMixtureState>;
  /** Moves to the beginning of a part, unless it is there. */
  moveTo(part: TextPart): void;
  /**
   * Learns a part of a text of the workspace, with the components that take part in so much text; the mixers learn a sample of much
   * text. `asTyped`: with all components and all mixers, as what the user types.
   */
  learn(part: TextPart, asTyped?: boolean): void;
  /** Everything learned, in short steps, between which nothing may be read or learned. */
  snapshotInSteps(): Work<ContextMixingModelSnapshot>;
  /** @throws Error when the model has another size or other components than the one that made the snapshot. */
  loadSnapshot(snapshot: ContextMixingModelSnapshot): void;
}

export interface ContextMixingModelSnapshot extends ByteMixtureSnapshot {
  /** UTF-16 units that the tables were made for, which gives their size. */
  readonly textLength: number;
  /** UTF-16 units of the workspace that were learned. */
  readonly learnedLength: number;
}

const limits = new Map(mixerComponents.map(({ id, workspaceLimit }) => [id, workspaceLimit]));

/** `textLength`: UTF-16 units that the tables of context mixing were made for. */
export function createContextMixingModel(
  contextMixing: ContextMixing,
  textLength: number,
  components: Readonly<Partial<Record<MixerComponentId, MixerComponent | undefined>>>,
): ContextMixingModel {
  const bytes = createByteMixture(contextMixing, components);
  const cursor = createDocumentCursor(bytes);
  const encoder = new TextEncoder();
  /** UTF-16 units of the workspace: learned so far, and when the current text was opened. */
  let learnedLength = 0;
  let openedAt = 0;

  function moveTo({ path, text, at }: TextPart, end = at): void {
    if (cursor.continueLearning(path, text, at, end)) openedAt = learnedLength;
  }

  /** Whether a component takes part in the current text. */
  function takesPart(id: MixerComponentId): boolean {
    const limit = limits.get(id)!;
    return openedAt < limit && learnedLength - openedAt < limit;
  }

  return {
    memoryBytes: contextMixing.memoryBytes,
    cursor,
    bytes,
    model: createMixture(bytes),
    moveTo: (part) => moveTo(part),
    learn: (part, asTyped = false) => {
      moveTo(part, part.end);
      const encoded = encoder.encode(part.text.slice(part.at, part.end));
      if (asTyped) bytes.learn(encoded);
      else bytes.learnWorkspace(encoded, takesPart);
      learnedLength += part.end - part.at;
    },
    *snapshotInSteps() {
      return { ...(yield* bytes.snapshotInSteps()), textLength, learnedLength };
    },
    loadSnapshot: (snapshot) => {
      bytes.loadSnapshot(snapshot);
      cursor.leave();
      ({ learnedLength } = snapshot);
    },
  };
}
