import { importIdOf } from "../../../facts/imports";
import { type Model, UnusableInput } from "../inputs/model";
import type { Fields } from "../values";

/** Where another state has the same thing: until that root forgets it, both apply to it. */
export interface OtherOwner {
  address: string;
  file: string;
}

/** The things of another root's state, by the id that Terraform would import each of them by. */
export class OtherState {
  private readonly byId: ReadonlyMap<string, string>;

  constructor(private readonly state: Model) {
    if (state.kind !== "state")
      throw new UnusableInput(
        `${state.file} is no state: --owned-by takes what terraform show -json prints of the other root`,
      );
    this.byId = new Map(
      state.resources.flatMap(({ address, type, mode, values }) => {
        const id = mode === "managed" ? idOf(type, values) : undefined;
        return id === undefined ? [] : [[id, address] as const];
      }),
    );
  }

  ownerOf(type: string, values: Fields): OtherOwner | undefined {
    const id = idOf(type, values);
    const address = id === undefined ? undefined : this.byId.get(id);
    return address === undefined ? undefined : { address, file: this.state.file };
  }
}

/** A state says the project of each thing; one that does not is not compared. Ids of two kinds may read the same. */
function idOf(type: string, values: Fields): string | undefined {
  const id = importIdOf(type, values, "");
  return id === undefined ? undefined : `${type} ${id}`;
}
