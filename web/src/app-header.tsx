import type { ReactElement, ReactNode } from 'react';
import { ThemeToggle } from './theme-toggle';

/** The bar over every page. @param children what the page has to say in it */
export function AppHeader({ title, children }: { title?: string; children?: ReactNode }): ReactElement {
  return (
    <header className="header">
      <div className="header__path">
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
      </div>
      <div className="header__tools">
        {children}
        <ThemeToggle />
      </div>
    </header>
  );
}
