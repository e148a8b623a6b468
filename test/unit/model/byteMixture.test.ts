// Context mixing with its components: who reads, learns and predicts which byte.
import assert from 'node:assert/strict';
import { atBeginning, probabilityOf } from '../../../src/model/unfamiliarity.ts';
import { createByteMixture } from '../../../src/model/byteMixture.ts';
import type { MixerComponent } from '../../../src/model/byteModel.ts';
import { runToEnd } from '../../../src/model/work.ts';
import { createTinyContextMixing } from './tinyContextMixing.ts';

const encoder = new TextEncoder();

/** Records what it is given. It predicts nothing. */
function recordingComponent() {
  let calls = '';
  const component: MixerComponent<string> = {
    begin: () => (calls += '|'),
    predict: () => undefined,
    read: (byte) => (calls += String.fromCharCode(byte)),
    learn: (byte) => (calls += String.fromCharCode(byte).toUpperCase()),
    save: () => calls,
    restore: (state) => (calls = state),
    snapshot: () => encoder.encode(calls),
    loadSnapshot: (snapshot) => (calls = new TextDecoder().decode(snapshot)),
  };
  return { component, calls: () => calls };
}

/** Always certain of one byte. */
function certainComponent(character: string): MixerComponent {
  const distribution = new Float32Array(256);
  distribution[character.charCodeAt(0)] = 1;
  return { ...recordingComponent().component, predict: () => distribution };
}

function mixtureWith(components: Parameters<typeof createByteMixture>[1], mixesOneIn = 1) {
  const contextMixing = createTinyContextMixing(mixesOneIn);
  const mixture = createByteMixture(contextMixing, components);
  const read = (text: string) => encoder.encode(text).forEach((byte) => mixture.read(byte));
  const learn = (text: string) => mixture.learn(encoder.encode(text));
  const learnWorkspace = (text: string, takesPart: boolean) =>
    mixture.learnWorkspace(encoder.encode(text), () => takesPart);
  const probability = (character: string) => mixture.predict(0)[character.charCodeAt(0)]!;
  return { contextMixing, mixture, read, learn, learnWorkspace, probability };
}

describe('context mixing with components', () => {
  it('passes every byte to the components, which learn what it learns', () => {
    const { component, calls } = recordingComponent();
    const { mixture, read, learn } = mixtureWith({ workspaceNetwork: component });
    mixture.begin(1);
    read('ab');
    learn('cd');
    mixture.measure(encoder.encode('ef'));
    assert.equal(calls(), '|abCDef');
  });

  it('predicts with its components, and without those that are left out', () => {
    const { mixture, probability } = mixtureWith({ pretrainedNetwork: certainComponent('x') });
    mixture.begin(1);
    assert.equal(probability('x'), 1);
    const fewer = mixture.without('pretrainedNetwork');
    assert.equal(fewer.predict(0)[120], Math.fround(1 / 256));
    assert.equal(fewer.with('workspaceNetwork', certainComponent('y')).predict(0)[121], 1);
    assert.equal(probability('x'), 1);
  });

  it('leaves out a component that takes no part, until the next document', () => {
    const { component, calls } = recordingComponent();
    const { mixture, learn, learnWorkspace, read, probability } = mixtureWith({
      workspaceNetwork: component,
      pretrainedNetwork: certainComponent('x'),
    });
    mixture.begin(1);
    learn('a');
    learnWorkspace('b', false);
    learn('c');
    read('d');
    assert.ok(probability('x') < 0.1);
    mixture.begin(2);
    read('e');
    assert.equal(calls(), '|A|e');
    assert.ok(probability('x') > 0.9);
  });

  it('asks a component for predictions only where the workspace is mixed, and shows it all bytes', () => {
    const { component, calls } = recordingComponent();
    let predictions = 0;
    const counted = { ...component, predict: () => void predictions++ };
    const { mixture, learnWorkspace } = mixtureWith({ pretrainedNetwork: counted }, 2);
    mixture.begin(1);
    predictions = 0;
    learnWorkspace('abcdefghij', true);
    assert.equal(calls(), '|ABCDEFGHIJ');
    assert.equal(predictions, 5);
  });

  it('uses a component again after a state is restored in which it took part, and not after one in which it did not', () => {
    const { mixture, learnWorkspace, probability } = mixtureWith({ pretrainedNetwork: certainComponent('x') });
    mixture.begin(1);
    const before = mixture.save();
    learnWorkspace('b', false);
    const after = mixture.save();
    mixture.restore(before);
    assert.ok(probability('x') > 0.1);
    mixture.restore(after);
    assert.ok(probability('x') < 0.01);
  });

  it('learns with components only, where context mixing is not to learn', () => {
    const { component, calls } = recordingComponent();
    const { contextMixing, mixture } = mixtureWith({ workspaceNetwork: component });
    const reading = mixture.withoutLearning();
    reading.begin(1);
    reading.learn(encoder.encode('ab'));
    assert.equal(calls(), '|AB');
    assert.equal(contextMixing.learned(), '|');
  });

  it('returns to a snapshot with all that its components learned', () => {
    const { component, calls } = recordingComponent();
    const { mixture, learn } = mixtureWith({ workspaceNetwork: component });
    learn('ab');
    const snapshot = runToEnd(mixture.snapshotInSteps());
    learn('cd');
    mixture.loadSnapshot(snapshot);
    assert.equal(calls(), 'AB');
  });

  it('tells how unfamiliar the followed bytes are, until it begins another document or returns to an earlier state', () => {
    const component = certainComponent('x');
    const half = new Float32Array(256).fill(0.5 / 255);
    half[120] = 0.5;
    const { mixture, learn } = mixtureWith({ workspaceNetwork: { ...component, predict: () => half } });
    const follow = (text: string) => encoder.encode(text).forEach((byte) => mixture.follow(byte));
    mixture.begin(1);
    follow('x');
    const before = mixture.save();
    const { unfamiliarity } = mixture;
    follow('abc');
    assert.ok(probabilityOf(mixture.unfamiliarity) > probabilityOf(unfamiliarity));
    mixture.restore(before);
    assert.equal(mixture.unfamiliarity, unfamiliarity);
    learn('abc');
    assert.equal(mixture.unfamiliarity, unfamiliarity);
    mixture.begin(2);
    assert.equal(mixture.unfamiliarity, atBeginning);
  });
});
