/** Words in the names of options, variables and columns whose values are secret. Part of a regular expression. */
export const secretWord = 'pass(?:word|wd|phrase)|passwd|pwd|secret|api[_-]?key|access[_-]?key|token';
