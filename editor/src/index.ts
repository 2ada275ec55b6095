// Everything, for applications that use React. `@manyhands/editor/client` has no React in it.
export * from './client/index.js';
export * from './react/index.js';
