import type { ReactElement } from 'react';

export default function NotFound(): ReactElement {
  return (
    <main className="empty">
      <h1>There is no page here</h1>
      <p>The address may be mistyped. Your documents are on the first page.</p>
      <a className="mh-button mh-button--primary" href="/">
        All documents
      </a>
    </main>
  );
}
