import type {DeployControls} from '../../deploy/controls.ts';

/** Changes nothing. */
export const NO_CONSENT: Pick<DeployControls, 'confirm' | 'takeOver' | 'confirmUndo'> = {
  confirm: async () => false,
  takeOver: async () => false,
  confirmUndo: async () => false,
};
