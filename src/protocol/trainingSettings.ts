// Checks settings of a training that a program or a file gives by their names.
import { nearestValid } from './nearestValid.ts';
import { settingsTable, trainingSettingNames, type NumberDefinition, type TrainingSettings } from './settings.ts';

/** A budget in steps is no setting of the editor. */
const steps: NumberDefinition = { type: 'integer', default: 1, minimum: 1, maximum: 1e9 };

/** The values that are given, none of the others. @throws Error that names what is unknown or not valid */
export function parseTrainingSettings(given: Readonly<Record<string, unknown>>): Partial<TrainingSettings> {
  for (const [name, value] of Object.entries(given)) {
    const known = trainingSettingNames.find((one) => one === name);
    if (known === undefined && name !== 'steps') {
      throw new Error(
        `There is no setting ${name}. The settings are ${[...trainingSettingNames, 'steps'].join(', ')}.`,
      );
    }
    const definition = known === undefined ? steps : settingsTable.training[known];
    if (nearestValid(definition, value) !== value) {
      throw new Error(`The setting ${name} cannot be ${JSON.stringify(value)}: it is ${validValues(definition)}.`);
    }
  }
  // Each name is known, and each value is valid.
  return given as Partial<TrainingSettings>;
}

function validValues(definition: NumberDefinition | { readonly type: 'choice'; readonly choices: readonly string[] }) {
  if (definition.type === 'choice') return `one of ${definition.choices.join(', ')}`;
  const kind = definition.type === 'integer' ? 'a whole number' : 'a number';
  return `${kind} from ${definition.minimum} to ${definition.maximum}`;
}
