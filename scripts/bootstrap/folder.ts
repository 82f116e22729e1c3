import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NoState, type State, stateIn } from "../cloud/state";

/** What is there already and in no state: terraform takes it over before it changes anything. */
export interface Import {
  address: string;
  id: string;
}

const BACKEND = "backend_override.tf.json";
const IMPORTS = "imports.tf.json";

/** The folder of the stack, and the local file that holds its state until the bucket is there. */
export class Folder {
  constructor(
    readonly path: string,
    readonly stateFile: string,
  ) {}

  /** An override file wins over the backend that the stack was synthesized with. */
  useLocalState(): void {
    this.write(BACKEND, { terraform: { backend: { local: { path: this.stateFile } } } });
  }

  useBucket(): void {
    this.remove(BACKEND);
  }

  takeOver(imports: readonly Import[]): void {
    if (imports.length === 0) this.remove(IMPORTS);
    else this.write(IMPORTS, { import: imports.map(({ address, id }) => ({ to: address, id })) });
  }

  localState(): State | undefined {
    if (!existsSync(this.stateFile)) return undefined;
    const text = readFileSync(this.stateFile, "utf8");
    // Terraform empties the file that it has moved a state from.
    if (text.trim() === "") return undefined;
    try {
      return stateIn(text);
    } catch (error) {
      if (!(error instanceof NoState)) throw error;
      throw new NoState(
        `${this.stateFile}: ${error.message} - move it away, and ${this.stateFile}.backup in its place if that is one`,
      );
    }
  }

  /** Every copy of the state that terraform may have left on this machine. */
  forgetLocalState(): void {
    for (const file of [this.stateFile, `${this.stateFile}.backup`]) rmSync(file, { force: true });
  }

  private write(name: string, content: object): void {
    writeFileSync(join(this.path, name), `${JSON.stringify(content, null, 2)}\n`);
  }

  private remove(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }
}
