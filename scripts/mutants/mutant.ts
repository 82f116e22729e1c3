/** One rule of the verdict, removed or turned round: text of a source file and what it becomes. */
export interface Mutant {
  breaks: string;
  file: string;
  from: string;
  to: string;
}
