/** One rule of the verdict, removed or inverted: the text of a source file and its replacement. */
export interface Mutant {
  breaks: string;
  file: string;
  from: string;
  to: string;
}
