import { definePlanRule } from "../define";
import { providerAddress } from "../shared/providers";

export const providerSignsIn = definePlanRule({
  id: "PROVIDER_SIGNS_IN",
  level: "caution",
  title: "The configuration says as whom the provider signs in",
  help: "The arguments credentials and access_token stand in the plan and in the state of whoever writes them there; with impersonate_service_account the provider makes changes as another account than the one that runs Terraform, which its own roles do not show.",
  remedy: "Let the environment sign in: GOOGLE_APPLICATION_CREDENTIALS, or the workload identity of the job.",
  example: "provider-with-an-endpoint-of-its-own",
  check: ({ code }) =>
    code.providers.flatMap((provider) => {
      const because = SIGNS_IN.filter((name) => provider.settings.has(name));
      if (because.length === 0) return [];
      const consequence = `it signs in by ${because.join(", ")}, and not as whoever runs Terraform`;
      const fix = "let the environment of the job sign in";
      return [{ address: providerAddress(provider), actions: ["read"], because, consequence, fix }];
    }),
});

const SIGNS_IN = ["credentials", "external_credentials", "access_token", "impersonate_service_account"];
