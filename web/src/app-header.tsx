import type { ReactElement, ReactNode } from 'react';
import { ThemeToggle } from './theme-toggle';

export interface AppHeaderProps {
  /** Of the document; without it, this is not a document's page. */
  readonly title?: string;
  /** In front of everything. */
  readonly start?: ReactNode;
  readonly afterTitle?: ReactNode;
  /** What the page has to say in the bar. */
  readonly children?: ReactNode;
}

/** The bar over every page. */
export function AppHeader({ title, start, afterTitle, children }: AppHeaderProps): ReactElement {
  return (
    <header className="header">
      <div className="header__path">
        {start}
        <nav aria-label="Breadcrumb">
          <a href="/" className="header__home">
            {title === undefined ? 'Manyhands' : 'Documents'}
          </a>
        </nav>
        {title !== undefined && (
          <>
            <span aria-hidden="true" className="header__slash">
              /
            </span>
            <h1 className="header__title">{title === '' ? 'Untitled' : title}</h1>
          </>
        )}
        {afterTitle}
      </div>
      <div className="header__tools">
        {children}
        <ThemeToggle />
      </div>
    </header>
  );
}
