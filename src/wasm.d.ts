// The bundler turns an imported kernel into its bytes (esbuild's `binary` loader).
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
