import { CONTROL_RANGE, type Stage } from "./firewall";
import type { PolicyRoute } from "./routes";
import type { GoogleNetwork } from "./targets";
import type { World } from "./world";

// A world as what a kernel understands: commands of ip, and rules of nft. Every value in them was read as an address, a
// range or a number, or is a name that was made here.

/** Both ends of each link of the router. */
const [ROUTER, FAR] = ["169.254.0.1", "169.254.0.2"];

export const placeOf = (index: number) => `google${index}`;

/**
 * `caller`: the program and the machine whose packets its are. `vpc`: the routes of its network. `internet`, `appliance`:
 * nobody answers there. `control`: what runs a connector. `google0`, …: the networks of Google's behind a peering.
 */
export function networkScript(world: World): string {
  const around = ["internet", "appliance", "control", ...world.networks.map((_, index) => placeOf(index))];
  const inside = (place: string, command: string) => `ip netns exec ${place} sh -c '${command}'`;
  return [
    ...["caller", "vpc", ...around].flatMap((place) => [`ip netns add ${place}`, `ip -n ${place} link set lo up`]),
    batch("vpc", [...around, ...(world.caller.entry ? ["caller"] : [])].flatMap(linkTo).concat(routerRoutes(world))),
    batch("caller", callerSide(world)),
    ...around.map((place) => batch(place, ["link set vpc up", `addr add ${FAR}/32 dev vpc`])),
    ...world.networks.map((network, index) => batch(placeOf(index), googleSide(network))),
    batch("control", controlSide(world)),
    batch("internet", ["link set caller up", `addr add ${FAR}/32 dev caller`]),
    inside("vpc", "echo 1 > /proc/sys/net/ipv4/ip_forward"),
    // A connector's machine answers every ping that reaches it.
    inside("caller", "echo 0 > /proc/sys/net/ipv4/icmp_ratelimit"),
    nft("vpc", [...FORWARDED]),
    ...world.networks.map((network, index) => nft(placeOf(index), answerRules(network))),
  ].join("\n");
}

function linkTo(place: string): string[] {
  return [
    `link add ${place} type veth peer name vpc netns ${place}`,
    `addr add ${ROUTER}/32 dev ${place}`,
    `link set ${place} up`,
  ];
}

function batch(place: string, lines: readonly string[]): string {
  return [`ip -n ${place} -batch - <<'END'`, ...lines, "END"].join("\n");
}

function nft(place: string, lines: readonly string[]): string {
  return [`ip netns exec ${place} nft -f - <<'END'`, ...lines, "END"].join("\n");
}

/** What does not go into the network goes to the internet, and private addresses get no answer there. */
function callerSide({ caller: { entry, ranges }, addresses, control }: World): string[] {
  const elsewhere = [
    "link add internet type veth peer name caller netns internet",
    "addr add 192.0.2.1/32 dev internet",
    "link set internet up",
    `route add default via ${FAR} dev internet onlink`,
  ];
  if (!entry) return elsewhere;
  return [
    "link set vpc up",
    ...addresses.map((address) => `addr add ${address}/32 dev vpc`),
    ...elsewhere,
    ...[...ranges, ...(control.length > 0 ? [CONTROL_RANGE] : [])].map(
      (range) => `route replace ${range} via ${ROUTER} dev vpc onlink`,
    ),
  ];
}

/** The tables of a network: subnets and what peerings bring, then what somebody added. */
const TABLES = { fabric: 100, custom: 200 };

function routerRoutes({ caller: { entry }, subnets, custom, policy, networks, control }: World): string[] {
  const inFabric = (route: string) => `route replace ${route} table ${TABLES.fabric}`;
  const peered = networks.flatMap(({ ranges }, index) =>
    ranges.map((range) => `${range} via ${FAR} dev ${placeOf(index)} onlink`),
  );
  return [
    ...(control.length > 0 ? [`rule add priority 500 to ${CONTROL_RANGE} lookup ${TABLES.fabric}`] : []),
    ...policy.flatMap(policyRule),
    // A static route never wins against one of these: https://cloud.google.com/vpc/docs/routes#instancerouting
    `rule add priority 20000 lookup ${TABLES.fabric}`,
    `rule add priority 20001 lookup ${TABLES.custom}`,
    ...subnets.map((range) => inFabric(`blackhole ${range}`)),
    ...peered.map(inFabric),
    ...(control.length > 0 ? [inFabric(`${CONTROL_RANGE} via ${FAR} dev control onlink`)] : []),
    ...custom.map(
      ({ to, priority, hop }) =>
        `route append ${to} via ${FAR} dev ${hop} onlink metric ${priority + 1} table ${TABLES.custom}`,
    ),
    // Where no route leads, a packet is lost without a word.
    `route add blackhole default metric 70000 table ${TABLES.custom}`,
    ...(entry ? [`route del blackhole ${entry.range} table ${TABLES.fabric}`] : []),
    ...(entry ? [`route add ${entry.range} dev caller table ${TABLES.fabric}`] : []),
  ];
}

function policyRule({ from, to, protocol, hop }: PolicyRoute, index: number): string[] {
  const which = [from ? `from ${from}` : "", `to ${to}`, protocol ? `ipproto ${protocol}` : ""].join(" ");
  const priority = 1000 + index;
  if (hop === "network") return [`rule add priority ${priority} iif caller ${which} lookup ${TABLES.fabric}`];
  const table = 1000 + index;
  return [
    `route add default via ${FAR} dev appliance onlink table ${table}`,
    `rule add priority ${priority} iif caller ${which} lookup ${table}`,
  ];
}

/** Redis has its address there, and the network knows the way back to what Google's own network is told of. */
function googleSide({ targets }: GoogleNetwork): string[] {
  const addresses = [...new Set(targets.map(({ address }) => address))];
  const back = [...new Set(targets.flatMap(({ answersTo }) => answersTo))];
  return [
    ...addresses.map((address) => `addr add ${address}/32 dev lo`),
    ...back.map((range) => `route replace ${range} via ${ROUTER} dev vpc onlink`),
  ];
}

function controlSide({ caller: { entry }, control }: World): string[] {
  if (!entry || control.length === 0) return [];
  return [`route add local ${CONTROL_RANGE} dev lo`, `route add ${entry.range} via ${ROUTER} dev vpc onlink`];
}

/** Where the caller's packets went. */
const FORWARDED = [
  "table ip vpc {",
  "chain forwarded {",
  "type filter hook forward priority 0; policy accept;",
  ...["internet", "appliance"].map((place) => `iifname "caller" oifname "${place}" counter comment "${place}"`),
  "}",
  "}",
];

/** Redis answers only to the region it is in. */
function answerRules({ targets }: GoogleNetwork): string[] {
  const rules = targets.map(({ address, answersTo }) => {
    const others = answersTo.length === 0 ? "" : `ip saddr != { ${answersTo.join(", ")} } `;
    return `ip daddr ${address} ${others}counter drop comment "region"`;
  });
  return [
    "table ip google {",
    "chain ingress {",
    "type filter hook input priority 0; policy accept;",
    ...rules,
    "}",
    "}",
  ];
}

/** The rules of the caller's machine. `acting`: the doubtful ones that act. */
export function firewallScript(stages: readonly Stage[], acting: ReadonlySet<string>): string {
  const linesOf = ({ lines, instead = [], doubt }: Stage[number]) =>
    doubt === undefined || acting.has(doubt) ? lines : instead;
  return [
    "flush ruleset",
    "table ip vpc {",
    ...stages.flatMap((stage, index) => [`chain stage${index} {`, ...stage.flatMap(linesOf), "}"]),
    "chain egress {",
    "type filter hook output priority 0; policy accept;",
    'oifname != "vpc" accept',
    // Firewalls of Google's are stateful: an answer always passes.
    "ct state established accept",
    ...stages.map((_, index) => `jump stage${index}`),
    "}",
    "}",
  ].join("\n");
}
