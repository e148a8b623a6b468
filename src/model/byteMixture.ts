// Context mixing together with its components: before each byte, their predictions become inputs of the mixers; after it, they read
// or learn the byte, too. This is the only place that calls components.
import type { FollowingByteModel, MixerComponent } from './byteModel.ts';
import { mixerComponents, type MixerComponentId } from './components.ts';
import type { ContextMixing, ContextMixingSnapshot, ContextMixingState } from './contextMixing/contextMixing.ts';
import { afterByte, atBeginning, confident, expectationOf, type Unfamiliarity } from './unfamiliarity.ts';
import type { Work } from './work.ts';

export interface ByteMixtureState {
  readonly contextMixing: ContextMixingState;
  /** The state of each component; undefined: it was behind. */
  readonly components: readonly ({ readonly state: unknown } | undefined)[];
  readonly unfamiliarity: Unfamiliarity;
}

/** Everything learned. */
export interface ByteMixtureSnapshot {
  readonly contextMixing: ContextMixingSnapshot;
  readonly components: readonly { readonly id: MixerComponentId; readonly learned: Uint8Array }[];
}

export interface ByteMixture extends FollowingByteModel<ByteMixtureState> {
  /**
   * Learns bytes of the workspace, with the components that `takesPart` names. The others miss the bytes: they predict nothing until
   * the next document. The mixers learn a sample of much text.
   */
  learnWorkspace(bytes: Uint8Array, takesPart: (id: MixerComponentId) => boolean): void;
  /** The components, for tests and to tell which there are. */
  readonly components: ReadonlyMap<MixerComponentId, MixerComponent>;
  /** The same context mixing with one more component. The caller keeps it at the same position. */
  with(id: MixerComponentId, component: MixerComponent): ByteMixture;
  /** The same context mixing with fewer components. Those that are left out do not read what this mixture reads. */
  without(...ids: readonly MixerComponentId[]): ByteMixture;
  /** The same with context mixing that learns nothing any more: it reads what the components learn. */
  withoutLearning(): ByteMixture;
  snapshotInSteps(): Work<ByteMixtureSnapshot>;
  /** @throws Error when the mixture has another size or other components than the one that made the snapshot. */
  loadSnapshot(snapshot: ByteMixtureSnapshot): void;
}

interface Slot {
  readonly id: MixerComponentId;
  readonly component: MixerComponent;
  /** It has not read all bytes of this document. */
  isBehind: boolean;
}

/** What several mixtures share. */
interface Shared {
  readonly contextMixing: ContextMixing;
  unfamiliarity: Unfamiliarity;
}

/** `components`: at the same position as context mixing. */
export function createByteMixture(
  contextMixing: ContextMixing,
  components: Readonly<Partial<Record<MixerComponentId, MixerComponent | undefined>>>,
): ByteMixture {
  const slots = mixerComponents.flatMap(({ id }): Slot[] => {
    const component = components[id];
    return component ? [{ id, component, isBehind: false }] : [];
  });
  return mixtureOf({ contextMixing, unfamiliarity: atBeginning }, slots);
}

function mixtureOf(shared: Shared, slots: readonly Slot[]): ByteMixture {
  const { contextMixing } = shared;
  const inputs = mixerComponents.map(({ id }) => ({ id, slot: slots.find((slot) => slot.id === id) }));
  const oneByte = new Uint8Array(1);

  function setInputs(): void {
    for (const { id, slot } of inputs) {
      contextMixing.setInput(id, slot && !slot.isBehind ? slot.component.predict() : undefined);
    }
  }

  const presentSlots = (): readonly Slot[] => slots.filter(({ isBehind }) => !isBehind);

  /** Passes the bytes to context mixing and to each component that is not behind. Returns the sum of bits. */
  function pass(bytes: Uint8Array, passed: 'learn' | 'measure'): number {
    const present = presentSlots();
    if (present.length === 0) {
      setInputs();
      return contextMixing[passed](bytes);
    }
    const read = passed === 'learn' ? 'learn' : 'read';
    let bits = 0;
    for (const byte of bytes) {
      setInputs();
      oneByte[0] = byte;
      bits += contextMixing[passed](oneByte);
      for (const { component } of present) component[read](byte);
    }
    return bits;
  }

  function read(byte: number): void {
    contextMixing.read(byte);
    for (const { component, isBehind } of slots) if (!isBehind) component.read(byte);
  }

  function predict(least: number): Float32Array {
    setInputs();
    return contextMixing.predict(least);
  }

  return {
    components: new Map(slots.map(({ id, component }) => [id, component])),
    get unfamiliarity() {
      return shared.unfamiliarity;
    },
    set unfamiliarity(unfamiliarity) {
      shared.unfamiliarity = unfamiliarity;
    },
    begin: (document) => {
      contextMixing.begin(document);
      shared.unfamiliarity = atBeginning;
      for (const slot of slots) {
        slot.component.begin();
        slot.isBehind = false;
      }
    },
    learn: (bytes) => pass(bytes, 'learn'),
    learnWorkspace: (bytes, takesPart) => {
      for (const slot of slots) if (!takesPart(slot.id)) slot.isBehind = true;
      const present = presentSlots();
      if (present.length === 0) {
        setInputs();
        return contextMixing.learnSampled(bytes);
      }
      for (const byte of bytes) {
        if (contextMixing.isInSample()) setInputs();
        oneByte[0] = byte;
        contextMixing.learnSampled(oneByte);
        for (const { component } of present) component.learn(byte);
      }
    },
    measure: (bytes) => pass(bytes, 'measure'),
    read,
    follow: (byte) => {
      const expected = expectationOf(predict(confident));
      const bits = pass(Uint8Array.of(byte), 'measure');
      shared.unfamiliarity = afterByte(shared.unfamiliarity, expected, byte, bits);
    },
    predict,
    save: () => ({
      contextMixing: contextMixing.save(),
      components: slots.map(({ component, isBehind }) => (isBehind ? undefined : { state: component.save() })),
      unfamiliarity: shared.unfamiliarity,
    }),
    restore: (saved) => {
      contextMixing.restore(saved.contextMixing);
      shared.unfamiliarity = saved.unfamiliarity;
      slots.forEach((slot, index) => {
        const before = saved.components[index];
        slot.isBehind = before === undefined;
        if (before) slot.component.restore(before.state);
      });
    },
    with: (id, component) => mixtureOf(shared, [...slots, { id, component, isBehind: false }]),
    without: (...ids) =>
      mixtureOf(
        shared,
        slots.filter(({ id }) => !ids.includes(id)),
      ),
    withoutLearning: () =>
      mixtureOf({ ...shared, contextMixing: { ...contextMixing, learn: contextMixing.measure } }, slots),
    *snapshotInSteps() {
      return {
        contextMixing: yield* contextMixing.snapshotInSteps(),
        components: slots.map(({ id, component }) => ({ id, learned: component.snapshot() })),
      };
    },
    loadSnapshot: (snapshot) => {
      const { components } = snapshot;
      if (components.map(({ id }) => id).join() !== slots.map(({ id }) => id).join()) {
        throw new Error('the snapshot has other components');
      }
      contextMixing.loadSnapshot(snapshot.contextMixing);
      slots.forEach(({ component }, index) => component.loadSnapshot(components[index]!.learned));
    },
  };
}
