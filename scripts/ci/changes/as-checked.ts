import facts from "../../../facts/google-6.50.0.json";
import { labelled, type RawBlock } from "../../../lineup/src/inputs/blocks";
import { plain } from "../../../lineup/src/text/plain";
import type { PlanJson } from "./plan-json";

const PROVIDER = "registry.terraform.io/hashicorp/google";
const SETTINGS = ["project", "region"];
const TAKEN_AWAY = ["delete", "forget", "no-op"];

/**
 * What a plan says of itself that is not what was checked: its own copy of the configuration, and what it changes. The
 * state may hold more than the configuration, but that can only be taken away.
 */
export function notAsChecked(plan: PlanJson, checked: RawBlock): string[] {
  const written = new Set(addressesIn(checked));
  const { provider_config: providers, root_module: root } = plan.configuration;
  const { resources, outputs: _, ...others } = root;
  const planned = new Set(resources.map(({ address }) => address));
  return [
    ...Object.entries(providers).flatMap(([name, { full_name, version_constraint, expressions = {} }]) =>
      name === "google" &&
      full_name === PROVIDER &&
      version_constraint === facts.version &&
      Object.keys(expressions).every((setting) => SETTINGS.includes(setting))
        ? []
        : [
            `the provider ${plain(name)} (${plain(full_name)} ${plain(version_constraint ?? "in any version")}) or a setting of it was not checked`,
          ],
    ),
    ...Object.keys(others).map((key) => `${plain(key)} were not checked`),
    ...resources.flatMap(({ address, mode, provisioners }) => [
      ...(written.has(address) && (mode === "data") === address.startsWith("data.")
        ? []
        : [`${plain(address)} was not checked`]),
      ...(provisioners ? [`${plain(address)} runs a provisioner`] : []),
    ]),
    ...[...written]
      .filter((address) => !planned.has(address))
      .map((address) => `the plan leaves out ${plain(address)}`),
    ...plan.resource_changes.flatMap((one) => changed(one, written)),
    ...(plan.deferred_changes?.length ? ["the plan puts changes off"] : []),
    ...(plan.action_invocations?.length ? ["the plan invokes actions of providers"] : []),
  ];
}

function changed(one: PlanJson["resource_changes"][number], written: ReadonlySet<string>): string[] {
  const { address, module_address, type, name, mode, provider_name, change } = one;
  const place = plain(address);
  if (change.importing && change.importing.id === undefined) return [`${place} is imported by an id that is not known`];
  if (provider_name !== PROVIDER) return [`${place} belongs to the provider ${plain(provider_name)}`];
  const known = module_address === undefined && written.has(`${mode === "managed" ? "" : "data."}${type}.${name}`);
  if (known || change.actions.every((action) => TAKEN_AWAY.includes(action))) return [];
  return [
    `the plan is to ${change.actions.map((action) => plain(action)).join(" and ")} ${place}, which main does not synthesize`,
  ];
}

function addressesIn({ resource, data }: RawBlock): string[] {
  const named = (section: unknown, prefix: string) =>
    labelled(section).map(({ type, name }) => `${prefix}${type}.${name}`);
  return [...named(resource, ""), ...named(data, "data.")];
}
