// The list of pages, in the order of their tabs. A new page is one entry here and one folder next to this file.
import { t } from '../ui/localization.ts';
import type { Page } from '../ui/view.ts';
import { filesPage } from './files/filesPage.ts';
import { neuronsPage } from './neurons/neuronsPage.ts';
import { overviewPage } from './overview/overviewPage.ts';
import { runsPage } from './runs/runsPage.ts';
import { suggestionsPage } from './suggestions/suggestionsPage.ts';
import { trainingPage } from './training/trainingPage.ts';

export const pages: readonly Page[] = [
  { name: 'overview', title: t('Overview'), create: overviewPage },
  { name: 'neurons', title: t('Neurons'), create: neuronsPage },
  { name: 'training', title: t('Training'), create: trainingPage },
  { name: 'runs', title: t('Runs'), needsEditor: true, create: runsPage },
  { name: 'suggestions', title: t('Suggestions'), create: suggestionsPage },
  { name: 'files', title: t('Files'), create: filesPage },
];
