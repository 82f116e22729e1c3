import { secretsIn } from "../../objects";
import { assertThat } from "../../steps";
import { type Proof, sandboxOf } from "./context";

/** Every password that there has been, however it is written. */
export class Planted {
  private readonly known = new Set<string>();

  constructor(private readonly proof: Proof) {}

  /** A password that is replaced is in no store any more, so each is remembered while it is there. */
  remember(): void {
    for (const secret of secretsIn(sandboxOf(this.proof).cloud.cloud.store)) this.known.add(secret);
  }

  /** Whatever lineup printed, what Cloud Run says of the executions, and every line of their logs. */
  search(): string {
    this.remember();
    assertThat(this.known.size > 1, `passwords were planted and rotated, got ${this.known.size}`);
    const { cloud, ran } = sandboxOf(this.proof);
    const printed = ran
      .filter(({ command }) => command.includes("lineup.js"))
      .map(({ command, stdout, stderr }): [string, string] => [command, `${command}${stdout}${stderr}`]);
    const kept = [...cloud.cloud.store.matching(/^(run\/.*|logging\/.*\/entries)$/)];
    const all = [...printed, ...kept.map(({ name, thing }): [string, string] => [name, JSON.stringify(thing)])];
    for (const password of this.known) {
      const forms = [password, Buffer.from(password).toString("base64"), encodeURIComponent(password)];
      const [found] = all.find(([, text]) => forms.some((form) => text.includes(form))) ?? [];
      assertThat(found === undefined, `no output holds a password, and ${found} does`);
    }
    return `${this.known.size} passwords, ${all.length} outputs, none in any`;
  }
}
