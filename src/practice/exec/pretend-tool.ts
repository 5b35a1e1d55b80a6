/** A program in the pretend container. Whatever its arguments are, it says the same. */
export type PretendTool = {
  program: string;
  /** On standard output, without the last line end. */
  output: string;
  /** On standard error. */
  errors?: string;
  exitCode?: number;
  /** It never ends by itself, and says nothing. */
  hangs?: true;
};
