import type { Description } from "./codes";

/** What each risk means, for those who meet it for the first time. One that is missing here is still reported. */
export const RISKS: Record<string, Description> = {
  API_DISABLED: {
    title: "An API is switched off for the project",
    help: "Deleting a google_project_service switches the API off unless disable_on_destroy is false.",
  },
  AUTH_SECRET_DELETED: {
    title: "The secret with the password of Redis is deleted",
    help: "Services read secrets when an instance starts. Keep the secret as long as services read it.",
  },
  CONNECTOR_DELETED: {
    title: "The connector of a path is deleted",
    help: "Services without a connector have no way to a private Redis. Move them to another one first.",
  },
  CONNECTOR_INTERRUPTED: {
    title: "The machines of the connector are exchanged",
    help: "Connections break while it happens. Apply it when little is going on.",
  },
  CONNECTOR_REPLACED: {
    title: "The connector of a path is replaced",
    help: "A connector grows and never shrinks, and its name, network and range are its identity. Make a second one beside it, move the services, remove the first.",
  },
  EGRESS_WIDENED: {
    title: "A service sends everything into the network",
    help: "ALL_TRAFFIC needs a NAT and an opening for the internet. PRIVATE_RANGES_ONLY is enough for a private Redis.",
  },
  FIREWALL_ALLOWS_MORE: {
    title: "The egress policy allows more than before",
    help: "Compared is what gets out, not what is written. Narrow the rule to what is needed.",
  },
  FIREWALL_DENIES_MORE: {
    title: "The egress policy denies more than before",
    help: "Compared is what gets out, not what is written. Whatever still needs it wants a rule with a lower number.",
  },
  FIREWALL_NETWORK_CHANGED: {
    title: "The network of a firewall rule changes",
    help: "Terraform plans it in place and the API refuses it. Give the rule another name as well, so that it is made anew.",
  },
  FIREWALL_RULE_REPLACED: {
    title: "A rule that decides a path is destroyed before it is made anew",
    help: "Set create_before_destroy, or add the new rule first.",
  },
  NETWORK_DELETED: { title: "The network of a path is deleted", help: "Nothing moves from one network to another." },
  NETWORK_REPLACED: { title: "The network of a path is replaced", help: "Nothing moves from one network to another." },
  OPENED_TO_INTERNET: {
    title: "Something is opened to the internet",
    help: "Name the ranges or members that it is for.",
  },
  PLAN_DESTROYS: { title: "A destroy plan", help: "It was made with -destroy." },
  PLAN_ERRORED: {
    title: "terraform plan failed",
    help: "A plan that ended in an error still holds a part of what it would do. It cannot be applied and proves nothing.",
  },
  PLAN_INCOMPLETE: {
    title: "A plan of a part",
    help: "It was made with -target, or Terraform deferred changes. What it leaves out is judged as it is now.",
  },
  PLAN_REFRESHES_ONLY: { title: "A refresh-only plan", help: "Nothing in the cloud changes; the state does." },
  REDIS_ADDRESS_DROPPED: {
    title: "A service no longer learns where its Redis is",
    help: "Give it the host and port of the instance by reference.",
  },
  REDIS_AUTH_DISABLED: {
    title: "AUTH of Redis is turned off",
    help: "Clients that send a password are refused when they reconnect. Take the password from the services first.",
  },
  REDIS_AUTH_ENABLED: {
    title: "AUTH of Redis is turned on",
    help: "Connections that stand are kept, new ones need the password. Give it to the services first.",
  },
  REDIS_AUTH_ROTATED: {
    title: "The password of Redis is another one",
    help: "Clients that hold the old one are refused when they reconnect. Roll the services right after the apply.",
  },
  REDIS_CHANGED: {
    title: "A service reads another Redis",
    help: "What the old one holds stays behind. Copy over what the service needs first.",
  },
  REDIS_DELETED: { title: "A Redis is deleted", help: "All data goes with it. prevent_destroy is the only guard." },
  REDIS_DOWNGRADED: {
    title: "Redis is to have an older version",
    help: "The API refuses it, where the provider plans it in place. An older version is another instance.",
  },
  REDIS_MAINTAINED: { title: "The maintenance of Redis changes", help: "Connections are reset when it is maintained." },
  REDIS_REPLACED: {
    title: "A Redis is replaced",
    help: "Another instance with another address, and all data gone. Take the change back, or export the data and roll the services.",
  },
  REDIS_RESIZED: { title: "Redis is resized", help: "Connections are reset. Apply it when little is going on." },
  REDIS_UPGRADED: { title: "Redis is upgraded", help: "Connections are reset, and there is no way back." },
  RESERVED_RANGES_DROPPED: {
    title: "The services connection loses a range",
    help: "It is shared: Cloud SQL or Redis may have its address there. Name every range that is in use.",
  },
  RESERVED_RANGE_DELETED: {
    title: "A range of a path is deleted",
    help: "Redis has its address from it. Add another range instead.",
  },
  RESERVED_RANGE_REPLACED: {
    title: "A range of a path is replaced",
    help: "Redis has its address from it. Add another range instead.",
  },
  RESOURCE_FORGOTTEN: {
    title: "Something that a path needs is no longer managed",
    help: "It lives on, and nobody looks after it. Import it where it is managed from now on.",
  },
  SENDER_WIDENED: {
    title: "A service changes over to where it may send more",
    help: "Egress rules act on tags and ranges of whatever sends. Give the new connector or interface the walls of the old one.",
  },
  SERVICES_CONNECTION_DELETED: {
    title: "The services connection is deleted",
    help: "Redis and Cloud SQL hang on it. Keep it.",
  },
  SERVICES_CONNECTION_REPLACED: {
    title: "The services connection is replaced",
    help: "Redis and Cloud SQL hang on it. Its ranges can be added to in place.",
  },
  SERVICE_DELETED: { title: "A service is deleted", help: "Whoever calls it gets no answer." },
  SERVICE_REPLACED: { title: "A service is replaced", help: "It is down until the new one is ready." },
  SUBNETWORK_DELETED: { title: "The subnet of a path is deleted", help: "Move the services to another subnet first." },
  SUBNETWORK_REPLACED: {
    title: "The subnet of a path is replaced",
    help: "Move the services to another subnet first.",
  },
};
