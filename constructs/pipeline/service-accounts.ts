import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Construct } from "constructs";
import { ProjectApis } from "../project-apis";

/**
 * The accounts that the environment's services run as. They are made here and not beside their services: then the
 * deploying identity neither makes accounts nor acts as any other.
 */
export class ServiceAccounts extends Construct {
  readonly accounts: ReadonlyMap<string, ServiceAccount>;

  constructor(scope: Construct, id: string, services: Readonly<Record<string, { name: string }>>) {
    super(scope, id);
    const iam = ProjectApis.of(this).enable("iam");
    const made = Object.entries(services).map(([key, { name }]) => {
      const account = new ServiceAccount(this, key, {
        accountId: name,
        displayName: `Runs ${name}`,
        dependsOn: [iam],
      });
      return [key, account] as const;
    });
    this.accounts = new Map(made);
  }
}
