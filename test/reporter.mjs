// Mocha's reports of every suite here: the readable one for people, and the JSON one, into the file that the option
// `output` names, for the script that adds up all runs.
import Mocha from 'mocha';

export default class ForPeopleAndScripts extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    if (options.reporterOption?.output) this.json = new Mocha.reporters.JSON(runner, options);
  }
}
