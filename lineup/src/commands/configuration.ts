import type { Given } from "../inputs/given";
import { configurationIn } from "../inputs/read";
import type { Configuration } from "../inputs/with-configuration";
import { UsageError } from "../usage-error";
import type { OptionValues } from "./options";

export type GivenConfiguration = OptionValues<"config" | "var" | "varFile">;

/** What --var and --var-file give, in the order in which they were typed. */
export function variablesGiven({ var: values, varFile }: OptionValues<"var" | "varFile">): Given[] {
  return [
    ...values.map(({ value, place }) => ({ place, given: { variable: value } })),
    ...varFile.map(({ value, place }) => ({ place, given: { file: value } })),
  ]
    .sort((one, other) => one.place - other.place)
    .map(({ given }) => given);
}

/** The configuration of --config. */
export async function configurationGiven(options: GivenConfiguration): Promise<Configuration | undefined> {
  return options.config === undefined ? undefined : configurationIn(options.config, variablesGiven(options));
}

/** A plan holds the values of its variables. */
export function refuseLoneVariables(options: GivenConfiguration): void {
  if (options.config !== undefined) return;
  const [flag] = [options.var.length > 0 && "--var", options.varFile.length > 0 && "--var-file"].filter(Boolean);
  if (flag) {
    throw new UsageError(
      `${flag} gives values to the variables of a configuration, and a plan holds its own: add --config, or leave ${flag} out`,
    );
  }
}
