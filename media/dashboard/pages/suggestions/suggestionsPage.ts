// The Suggestions page: what suggestions did for the user, and how many keystrokes they save on held-out files, measured on request.
import { html, render, type TemplateResult } from 'lit';
import type { SuggestionReport } from '../../../../src/protocol/analyzer.ts';
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { calibrationChart } from './calibrationChart.ts';
import { componentsChart } from './componentsChart.ts';
import { confidenceChart, confidenceNames } from './confidenceChart.ts';
import { raceSection } from './raceSection.ts';
import { statisticsSection } from './statisticsSection.ts';
import './suggestionsPage.css';

interface ChartSection {
  /** Class of the section. */
  readonly name: string;
  readonly title: string;
  /** What the chart shows and which direction is good. */
  readonly hint: string;
  readonly data: ChartData;
  readonly node: HTMLElement;
  /** A heading inside another section. */
  readonly isMinor?: boolean;
}

export function suggestionsPage(context: DashboardContext): View {
  const { connection, format } = context;
  const confidence = confidenceChart(format, (level) => connection.send({ type: 'confidence', confidence: level }));
  const components = componentsChart(format);
  const calibration = calibrationChart(format);
  const statistics = statisticsSection(context);
  const measurement = element('div');
  const node = element('div', { class: 'suggestions' }, statistics.node, measurement);
  let shown: SuggestionReport | undefined;

  function chart({ name, title, hint, data, node: chartNode, isMinor = false }: ChartSection): TemplateResult {
    return html`
      <section class=${name} aria-label=${title}>
        ${sectionHead({ title, explanation: hint, tools: dataButton(context, data), isMinor })} ${chartNode}
        <p class="hint">${hint}</p>
      </section>
    `;
  }

  function headline(report: SuggestionReport | undefined, choices: EditorChoices | undefined): string {
    if (!report || !choices) return '';
    const { saved, savedInterval, precision } = report.settings[choices.confidence];
    return t(
      'At the level “{0}”, suggestions save {1} of the keystrokes ({2} to {3}) if you accept each one that is right; the first word is right in {4} of all suggestions. Measured on {5} characters that were not learned for this (files: {6}).',
      confidenceNames[choices.confidence],
      format.percent(saved),
      format.percent(savedInterval[0]),
      format.percent(savedInterval[1]),
      format.percent(precision),
      format.whole(report.characters),
      report.files,
    );
  }

  function template(state: DashboardState, report: SuggestionReport | undefined): TemplateResult {
    const isMeasured = report !== undefined;
    const isMeasuring = state.analyses.progress('suggestions') !== undefined;
    return html`
      <div class="suggestions-head">
        <p class="suggestions-headline" role="status" ?hidden=${!isMeasured}>${headline(report, state.choices)}</p>
        ${analyzeButton(context, state, 'suggestions', isMeasured ? t('Measure again') : t('Measure'))}
      </div>
      ${emptyState(
        isMeasuring
          ? t(
              'Suggestions are measured in the background, on text that is not learned for this. This takes a few minutes.',
            )
          : t(
              'Choose “Measure” to see how many keystrokes suggestions save. For this, Hidden State learns nine tenths of your text, types the rest itself, accepts each suggestion that is right, and counts the keystrokes. This takes a few minutes in the background.',
            ),
        !isMeasured,
      )}
      <div ?hidden=${!isMeasured}>
        ${chart({
          name: 'confidence-section',
          title: t('Confidence threshold'),
          hint: t(
            'Drag the point or use the arrow keys to change the setting. To the right: fewer wrong suggestions, but also fewer keystrokes saved.',
          ),
          ...confidence,
        })}
      </div>
      <section class="suggestions-details" aria-label=${t('Details')} ?hidden=${!isMeasured}>
        ${sectionHead({ title: t('Details') })}
        <div class="suggestions-charts">
          ${chart({
            name: 'components-section',
            title: t('Each model component alone, and all together'),
            hint: t(
              'Keystrokes saved at the level “balanced”; more is better. The thin lines are 95% confidence intervals. The bits per character are of these {0} characters that were not learned for this, with all training text learned; those of the learning curve are of another selection, with at most 1,000,000 characters learned.',
              format.whole(report?.characters ?? 0),
            ),
            ...components,
            isMinor: true,
          })}
          ${chart({
            name: 'calibration-section',
            title: t('Calibration'),
            hint: t(
              'How often suggestions are correct, by predicted probability. Above the dashed line the model is too cautious, below it is overconfident.',
            ),
            ...calibration,
            isMinor: true,
          })}
        </div>
        ${raceSection(context, report?.race)}
      </section>
    `;
  }

  return {
    node,
    draw(state) {
      const report = state.analyses.result('suggestions')?.report;
      statistics.draw(state);
      render(template(state, report), measurement);
      if (!report) return;
      confidence.show(report, state.choices?.confidence ?? 'balanced');
      if (shown === report) return;
      shown = report;
      calibration.show(report);
      components.show(report);
    },
  };
}
