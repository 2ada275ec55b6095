import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '@fontsource-variable/source-serif-4';
import '@manyhands/editor/styles.css';
import '../src/globals.css';
import '../src/header.css';
import '../src/workspace.css';
import type { AppProps } from 'next/app';
import Head from 'next/head';
import type { ReactElement } from 'react';
import { OfflineApp } from '../src/offline-app';

export default function App({ Component }: AppProps): ReactElement {
  return (
    <>
      <Head>
        <title>Manyhands</title>
      </Head>
      <Component />
      <OfflineApp />
    </>
  );
}
