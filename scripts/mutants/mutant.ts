/** One rule of the verdict, removed or inverted: the text of a source file and its replacement. */
export interface Mutant {
  breaks: string;
  file: string;
  from: string;
  to: string;
  /** Which tests have to notice it; where nothing is said, those of the verdict. */
  tests?: readonly string[];
}
