// What the suggestions are worth: the held-out files typed once more with their help, when somebody wants to know.
import type { HostConnection } from '../../state/hostConnection.ts';
import { calibrationChart } from './calibrationChart.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { confidenceName, confidenceChart } from './confidenceChart.ts';
import { componentsChart } from './componentsChart.ts';
import { t } from '../../ui/localization.ts';

export function suggestionsPage(format: Formats, wire: HostConnection): View {
  const tradeOff = confidenceChart(format, (confidence) => wire.send({ type: 'confidence', confidence }));
  const calibration = calibrationChart(format);
  const voices = componentsChart(format);
  const measure = analyzeButton('suggestions', t('Measure'), format, wire);
  const headline = element('p', { class: 'use-headline', role: 'status' });
  const empty = element(
    'p',
    { class: 'empty' },
    t(
      'This types the files that were never trained on once more, as somebody would who takes every suggestion that is right, and counts the keystrokes. It takes a few minutes in the background.',
    ),
  );
  const chart = (name: string, title: string, hint: string, data: ChartData, node: HTMLElement) =>
    element(
      'section',
      { class: name, 'aria-label': title },
      element(
        'div',
        { class: 'section-head' },
        element('h2', {}, title),
        element(
          'div',
          { class: 'section-tools' },
          dataButton(data, (request) => wire.send(request)),
        ),
      ),
      node,
      element('p', { class: 'hint' }, hint),
    );
  const charts = element(
    'div',
    { class: 'use-charts' },
    chart(
      'use-trade-off',
      t('How sure is sure enough'),
      t('Drag the point, or use the arrow keys: this is the setting of the editor.'),
      tradeOff.data,
      tradeOff.node,
    ),
    chart(
      'use-voices',
      t('What each voice adds'),
      t(
        'At the balanced setting. The thin line is where the figure may lie, by the choice of the text (95 %). Counts come with what was trained beforehand, where the generic start is on.',
      ),
      voices.data,
      voices.node,
    ),
    chart(
      'use-calibration',
      t('Calibration'),
      t('Above the dashed line it is right more often than it says, below it is too sure.'),
      calibration.data,
      calibration.node,
    ),
  );
  let shown: unknown;

  function headlineOf({ analyses, choices }: DashboardState): string {
    const { suggestions: report } = analyses;
    if (!report || !choices) return '';
    const { saved, savedInterval, precision } = report.settings[choices.confidence];
    return t(
      '“{0}” saves {1} of the keystrokes ({2} to {3}) of somebody who takes every suggestion that is right; {4} of the first words shown are right. Measured on {5} characters; held-out files: {6}.',
      confidenceName(choices.confidence),
      format.percent(saved),
      format.percent(savedInterval[0]),
      format.percent(savedInterval[1]),
      format.percent(precision),
      format.whole(report.characters),
      report.files,
    );
  }

  return {
    node: element(
      'div',
      { class: 'use' },
      element('div', { class: 'use-head' }, headline, measure.node),
      empty,
      charts,
    ),
    draw(story) {
      const { suggestions: report } = story.analyses;
      setHidden(empty, report !== undefined);
      setHidden(charts, report === undefined);
      setText(headline, headlineOf(story));
      setHidden(headline, report === undefined);
      measure.draw(story, report === undefined ? t('Measure') : t('Measure again'));
      const eagerness = story.choices?.confidence ?? 'balanced';
      if (!report) return;
      tradeOff.show(report, eagerness);
      if (shown === report) return;
      shown = report;
      calibration.show(report);
      voices.show(report);
    },
  };
}
