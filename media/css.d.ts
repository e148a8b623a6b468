// A stylesheet that a module imports: the bundler collects it, the import has no value.
declare module '*.css';
