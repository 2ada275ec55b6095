import { Head, Html, Main, NextScript } from 'next/document';
import type { ReactElement } from 'react';

/** What all pages have in common, and no script may change. */
export default function Document(): ReactElement {
  return (
    <Html lang="en" suppressHydrationWarning>
      <Head>
        <meta name="description" content="Write together." />
        {/* Addresses of documents are secrets of a kind: they are not told to the sites that a text links to. */}
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14161b" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {/* Before the first paint, or a dark page would flash white. A file, because inline scripts are forbidden. */}
        <script src="/theme.js" />
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
