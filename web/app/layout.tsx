import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '@manyhands/editor/styles.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactElement, ReactNode } from 'react';
import { OfflineApp } from '../src/offline-app';

export const metadata: Metadata = {
  title: 'Manyhands',
  description: 'Write together.',
  // Addresses of documents are secrets of a kind: they are not told to the sites that a text links to.
  referrer: 'no-referrer',
  robots: { index: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#14161b' },
  ],
};

export default function Layout({ children }: { children: ReactNode }): ReactElement {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Before the first paint, or a dark page would flash white. A file, because inline scripts are forbidden. */}
        <script src="/theme.js" />
      </head>
      <body>
        {children}
        <OfflineApp />
      </body>
    </html>
  );
}
