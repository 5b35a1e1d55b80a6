import {Component} from 'react';
import type {ReactNode} from 'react';

interface Props {
  /** Told once, before anything else is drawn. */
  readonly onError: (error: unknown) => void;
  readonly children: ReactNode;
}

/** Catches what goes wrong while drawing, so that Ink does not print its own source excerpt, and draws nothing. */
export class DrawBoundary extends Component<Props, {readonly failed: boolean}> {
  override state = {failed: false};

  static getDerivedStateFromError(): {failed: boolean} {
    return {failed: true};
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
