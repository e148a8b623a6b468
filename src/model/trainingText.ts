/** A text to learn, by its path in the workspace. */
export interface TrainingText {
  readonly path: string;
  readonly text: string;
}
