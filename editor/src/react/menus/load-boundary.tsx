import { Component, type ReactNode } from 'react';
import { LoadFailure } from './load-failure.js';

export interface LoadBoundaryProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What could not be loaded takes nothing else with it. */
export class LoadBoundary extends Component<LoadBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <LoadFailure onClose={this.props.onClose} />;
  }
}
