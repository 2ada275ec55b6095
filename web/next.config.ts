import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants';

const shared: NextConfig = {
  reactStrictMode: true,
  turbopack: {
    // The workspace's root: packages of the repository are outside of this folder.
    root: dirname(dirname(fileURLToPath(import.meta.url))),
    // The same components in a browser on Preact: 58 kB of JavaScript less (gzip) than React DOM for every visitor.
    resolveAlias: {
      react: { browser: 'preact/compat' },
      'react-dom': { browser: 'preact/compat' },
      'react-dom/client': { browser: 'preact/compat/client' },
      'react/jsx-runtime': { browser: 'preact/jsx-runtime' },
      'react/jsx-dev-runtime': { browser: 'preact/jsx-runtime' },
      // What nobody needs in this app, and Yjs' library names or brings along: 15 kB in all.
      'next/dist/compiled/buffer': { browser: './src/in-place-of/node-buffer.ts' },
      'lib0/broadcastchannel': { browser: './src/in-place-of/lib0-broadcastchannel.ts' },
      'lib0/logging': { browser: './src/in-place-of/lib0-logging.ts' },
      '@tiptap/y-tiptap': { browser: './src/in-place-of/y-tiptap.ts' },
    },
  },
  devIndicators: false,
};

/** A static export: the whole app is files, so that one process can serve it and a browser can keep it. */
export default function config(phase: string): NextConfig {
  if (phase !== PHASE_DEVELOPMENT_SERVER) return { ...shared, output: 'export' };
  // In production the server answers every document's address with the same page; here Next has to.
  return { ...shared, rewrites: async () => [{ source: '/d/:id*', destination: '/d' }] };
}
