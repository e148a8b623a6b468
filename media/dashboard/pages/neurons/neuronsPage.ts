// The neuron lens: what single units do. On one side the text, coloured by the chosen unit, by one of its gates or by what
// mattered for a chosen character; on the other the units, the places that the chosen one likes best, and the gates.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import type { LensReport } from '../../../../src/protocol/learner.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { editorColorToggle } from './editorColorToggle.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import { extremeActivations } from './extremeActivations.ts';
import type { Formats } from '../../ui/format.ts';
import { gatePlots } from './gatePlots.ts';
import type { View } from '../../ui/header.ts';
import type { NeuronsViewState } from './neuronsViewState.ts';
import { colorModeButtons } from './colorModes.ts';
import { extremePositions, selectActivity, occurrences, unitShades } from './unitActivity.ts';
import { unitHeatMap } from './unitHeatMap.ts';
import { coloredText } from './coloredText.ts';
import { saliency } from './saliency.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { Theme } from '../../ui/theme.ts';
import { setPressed, toggleButton } from '../../ui/toggleButton.ts';
import { unitDescription } from './unitDescription.ts';
import { activityTable, unitList, unitsTable } from './unitList.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

/** Where somebody looks back first: from the best of so many places that has so many characters before it. */
const [tellingPlaces, tellingBack] = [12, 60];

export interface NeuronsPage extends View {
  choose(unit: number): void;
  retheme(): void;
}

export function neuronsPage(format: Formats, wire: HostConnection, theme: () => Theme): NeuronsPage {
  let report: LensReport | undefined;
  /** [characters], the passage whose units are wanted. */
  let marked: readonly boolean[] | undefined;
  let chosen: number | undefined = wire.view.lens.unit;
  let asked = false;

  const inEditor = editorColorToggle(wire, shown);
  const activityData = dataButton(
    {
      title: t('Activity of the unit'),
      name: 'activity',
      table: () => activityTable(report && selectActivity(report, mode()), chosen),
    },
    (request) => wire.send(request),
  );
  const modes = colorModeButtons((next) => look({ mode: next }), inEditor.node, activityData);
  const heading = element('p', { class: 'lens-heading', 'aria-live': 'polite' });
  const text = coloredText(t('Held-out text, coloured by the chosen unit'), {
    selected: (from, to) => {
      if (!report || mode() === 'looking back') return;
      marked = report.characters.map((_, index) => index >= from && index < to);
      listUnits();
    },
    pointed: (index) => {
      heat.point(index);
      back.point(index);
      if (mode() === 'looking back') back.ask();
    },
  });
  const hint = element(
    'p',
    { class: 'hint' },
    t('Select a passage to find the units that mark it. Arrow keys move, with Shift they select.'),
  );
  const back = saliency(format, wire);

  const find = element('vscode-textfield', {
    placeholder: t('Find units that mark a text'),
    label: t('Find units that mark a text'),
  });
  const clear = element('button', { class: 'quiet toggle', type: 'button' }, t('Clear the passage'));
  const allUnits = toggleButton(t('All units'), () => look({ all: !wire.view.lens.all }));
  const unitsData = dataButton(
    {
      title: t('Units'),
      name: 'units',
      table: () => unitsTable(report && selectActivity(report, mode()), report?.order),
    },
    (request) => wire.send(request),
  );
  const list = unitList(format, choose, clear, allUnits, unitsData);
  const heat = unitHeatMap(format, wire, theme, (unit, character) => {
    goTo(character);
    choose(unit);
  });
  const places = extremeActivations(format, goTo);
  const gates = gatePlots(format, wire, choose);

  const measure = analyzeButton('lens', t('Look through the lens'), format, wire);
  const promise = t(
    'After a few seconds of training this shows, on text that the network has never seen, what each hidden unit does and which of them can be named.',
  );
  const empty = element('div', {}, element('p', { class: 'empty' }, promise), measure.node);
  const body = element(
    'div',
    { class: 'lens' },
    element('div', { class: 'lens-reading' }, modes.node, heading, text.node, hint, back.node, heat.node),
    element('div', { class: 'lens-units' }, find, ...list.nodes, ...places.nodes, gates.node),
  );

  function goTo(character: number): void {
    text.point(character);
    heat.point(character);
  }

  /** As it was chosen, as far as the network has it. */
  function mode(): NeuronsViewState['mode'] {
    const wanted = wire.view.lens.mode;
    const isKnown =
      wanted === 'looking back' || report === undefined || report.gates.some(({ gate }) => gate === wanted);
    return isKnown ? wanted : 'unit';
  }

  /** What the editor would be coloured by. */
  function shown(): EditorChoices['coloring'] {
    const gate = report && selectActivity(report, mode()).gate;
    return chosen === undefined ? undefined : { unit: chosen, ...(gate && { gate }) };
  }

  function look(change: Partial<NeuronsViewState>): void {
    wire.view = { ...wire.view, lens: { ...wire.view.lens, ...change } };
    listUnits();
  }

  function listUnits(): void {
    if (!report) return;
    const now = mode();
    const rows = list.show(selectActivity(report, now), report.order, marked, wire.view.lens.all);
    setHidden(clear, marked === undefined);
    setHidden(allUnits, marked !== undefined);
    setPressed(allUnits, wire.view.lens.all);
    if (marked) text.mark(marked);
    modes.show(
      now,
      report.gates.map(({ gate }) => gate),
    );
    text.node.classList.toggle('short', now === 'looking back');
    setHidden(back.node, now !== 'looking back');
    setHidden(hint, now === 'looking back');
    setHidden(heading, now === 'looking back');
    const isKnown = chosen !== undefined && chosen < report.hidden;
    if (!isKnown || marked) chosen = rows[0]?.unit ?? report.order[0] ?? 0;
    if (now === 'looking back' && !back.isAnswered) {
      if (back.from === undefined && report.names.length > 0) {
        const places = extremePositions(selectActivity(report, 'unit'), chosen!, 1, tellingPlaces);
        back.point(places.find((place) => place >= tellingBack) ?? places[0]);
      }
      goTo(back.from ?? 0);
      back.ask();
    }
    showChosen();
  }

  function choose(unit: number): void {
    chosen = unit;
    wire.view = { ...wire.view, lens: { ...wire.view.lens, unit } };
    showChosen();
  }

  function showChosen(): void {
    if (!report || chosen === undefined) return;
    const looked = selectActivity(report, mode());
    showText();
    list.choose(chosen);
    setText(heading, unitDescription(looked, chosen, format));
    inEditor.draw();
    heat.show(looked, report.order, chosen);
    places.show(looked, chosen);
    gates.show(report, chosen);
  }

  function showText(): void {
    if (!report || chosen === undefined) return;
    if (mode() === 'looking back') text.shade(...back.shades());
    else text.shade(unitShades(selectActivity(report, mode()), chosen));
  }

  function findText(): void {
    marked = find.value === '' || !report ? undefined : occurrences(report, find.value);
    if (!marked) text.mark([]);
  }

  find.value = wire.view.lens.find;
  find.addEventListener('input', () => {
    findText();
    look({ find: find.value });
  });
  clear.addEventListener('click', () => {
    find.value = '';
    findText();
    look({ find: '' });
  });

  /** After a restart there is a network and no look at it yet: it is asked for once. */
  function askByItself({ status, hasSnapshot }: DashboardState): void {
    if (asked || !hasSnapshot || status === 'training' || status === 'preparing') return;
    asked = true;
    wire.send({ type: 'analyze', query: { kind: 'lens' } });
  }

  return {
    node: element('section', { class: 'neurons', 'aria-label': t('Neurons') }, empty, body),
    choose,
    retheme: heat.retheme,
    draw(story) {
      setHidden(body, story.lens === undefined);
      setHidden(empty, story.lens !== undefined);
      if (!story.lens) {
        measure.draw(story, t('Look through the lens'));
        return askByItself(story);
      }
      inEditor.hear(story.choices?.coloring);
      if (back.update(story.analyses)) showText();
      if (story.lens === report) return;
      const isOtherText = report?.characters.length !== story.lens.characters.length;
      report = story.lens;
      text.read(report);
      back.read(report);
      if (isOtherText) findText();
      listUnits();
    },
  };
}
