// The components of the language model, in one list. Everything that counts or names components is derived from it: the mixer
// inputs of the context-mixing kernel, the command line, the evaluation, and the dashboard.

interface Component {
  readonly id: string;
  /** Mixer inputs of its next-byte distribution: 2: logit and confidence, 1: logit, 0: it gives no distribution to the mixers. */
  readonly mixerInputs: 0 | 1 | 2;
}

/** Append new components that feed the mixers: prior.bin stores mixer weights in this order. */
export const components = [
  { id: 'contextMixing', mixerInputs: 0 },
  { id: 'workspaceNetwork', mixerInputs: 2 },
  { id: 'pretrainedNetwork', mixerInputs: 1 },
] as const satisfies readonly Component[];

export type ComponentId = (typeof components)[number]['id'];

/** A component whose distribution is an input of the mixers. */
export type MixerComponentId = Exclude<(typeof components)[number], { readonly mixerInputs: 0 }>['id'];

const mixing = components.filter((component) => component.mixerInputs > 0);

/** The components that feed the mixers, in the order of the kernel. */
export const mixerComponents = mixing.map(({ id }) => id) as readonly MixerComponentId[];

/** Mixer inputs of each of `mixerComponents`. */
export const mixerInputCounts: readonly number[] = mixing.map(({ mixerInputs }) => mixerInputs);
