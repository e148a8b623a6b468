// The bundler puts an imported kernel, or packed text, beside the programs and turns the import into its bytes.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*.br' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
