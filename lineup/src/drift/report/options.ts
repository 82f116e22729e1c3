export interface DriftOptions {
  colour: boolean;
  /** Noise is listed, too. */
  all: boolean;
  quiet: boolean;
}
