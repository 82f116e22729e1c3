/** A condition of a form that is not replayed: it is said, for silence would look like an alert that never opens. */
export class Unjudged extends Error {
  constructor(what: string) {
    super(`${what} is not replayed`);
    this.name = "Unjudged";
  }
}
