// The figures of the training: the score as perplexity and against simple models, speed, gradient norm and characters read.
import { html, render } from 'lit';
import { bestEvaluation } from '../../../../src/protocol/runScore.ts';
import type { NetworkWithoutRun, RunState } from '../../../../src/protocol/runState.ts';
import { validSettings } from '../../../../src/protocol/statedTraining.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { element } from '../../ui/element.ts';
import { figures, type Figure } from '../../ui/figures.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import { networkDetail, originOfScore } from '../../ui/statusLine.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

export function detailsSection({ format }: DashboardContext): View {
  const title = t('Details');
  const node = element('section', { class: 'details', 'aria-label': title });
  return {
    node,
    draw(state) {
      render(
        html`${sectionHead({ title, readout: html`<span class="where">${networkDetail(state.run)}</span>` })}
          ${figures(detailFigures(state, format))}
          <p class="hint" ?hidden=${betterStatistics(state.run, format) === ''}>
            ${betterStatistics(state.run, format)}
          </p>`,
        node,
      );
    },
  };
}

function detailFigures(state: DashboardState, format: Formats): readonly Figure[] {
  const { networkWithoutRun } = state.run;
  return networkWithoutRun
    ? [...scoreFigures(state.run, format), ...statedFigures(networkWithoutRun, format)]
    : [...scoreFigures(state.run, format), ...trainingFigures(state, format)];
}

function scoreFigures(run: RunState, format: Formats): readonly Figure[] {
  const { score } = run;
  return [
    {
      label: t('Held-out loss'),
      explanation:
        score !== undefined
          ? t(
              'How difficult each character is to predict for the network, in bits, {0}. Lower is better: random text needs about 6, source code is often below 2.',
              originOfScore(run),
            )
          : t('Bits per character on text that the network never trains on; lower is better'),
      value: score === undefined ? undefined : format.bits(score),
      unit: t('bits per character'),
    },
    {
      label: t('Perplexity'),
      explanation: t('The network is as uncertain as a choice among this number of characters'),
      value: score === undefined ? undefined : format.significant(2 ** score),
    },
  ];
}

/** What its file states. */
function statedFigures({ training }: NetworkWithoutRun, format: Formats): readonly Figure[] {
  const { elapsedMs = 0, characters = 0, settings = {} } = training ?? {};
  const { learningRate } = validSettings(settings);
  return [
    {
      label: t('Time'),
      explanation: t('Training time without pauses'),
      value: elapsedMs > 0 ? format.duration(elapsedMs) : undefined,
    },
    {
      label: t('Learning rate'),
      explanation: t('The highest one of the training'),
      value: learningRate === undefined ? undefined : format.significant(learningRate),
    },
    {
      label: t('Read'),
      explanation: t('Characters trained on so far, each time that they were read'),
      value: characters > 0 ? format.compact(characters) : undefined,
      unit: t('chars'),
    },
  ];
}

function trainingFigures({ run: { corpus }, curve }: DashboardState, format: Formats): readonly Figure[] {
  return [
    {
      label: t('Vocabulary'),
      explanation: t('Different characters of the text: the perplexity of a uniform guess'),
      value: corpus && format.whole(corpus.vocabulary),
    },
    {
      label: t('Speed'),
      explanation: t('Characters of training text per second'),
      value: curve.length > 0 ? format.compact(curve.charsPerSecond.last!) : undefined,
      unit: t('chars/s'),
    },
    {
      label: t('Gradient norm'),
      explanation: t('Length of the gradient before clipping; a sudden jump means unstable training'),
      value: curve.length > 0 ? format.significant(curve.gradientNorm.last!) : undefined,
    },
    {
      label: t('Read'),
      explanation: t('Characters trained on so far, each time that they were read'),
      value: curve.length > 0 ? format.compact(curve.characters.last!) : undefined,
      unit: t('chars'),
    },
  ];
}

/** Both values are measured on the held-out text of the curve. '' where the network is better or a value is missing. */
function betterStatistics(run: RunState, format: Formats): string {
  const best = bestEvaluation(run);
  const statistics = run.baselines.find(({ kind }) => kind === 'contextMixing')?.bitsPerChar;
  if (statistics === undefined || best === undefined || best.bitsPerChar <= statistics) return '';
  return t(
    'Text statistics alone predict this text better: {0}. Suggestions use both together.',
    format.bits(statistics),
  );
}
