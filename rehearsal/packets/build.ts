import { CONTROL_RANGE, type Stage } from "./firewall";
import type { PolicyRoute } from "./routes";
import type { World } from "./world";

// A world as what a kernel understands: commands of ip, and rules of nft. Every value in them was read as an address, a
// range or a number, or is a name that was made here.

/** Both ends of each link of the router. */
const [ROUTER, FAR] = ["169.254.0.1", "169.254.0.2"];

/**
 * `caller`: the program, and the machine whose packets its are. `vpc`: the routes of its network. `internet`, `appliance`:
 * nobody answers there. `control`: what runs a connector. `google`: Google's networks behind the peerings, with each Redis.
 */
const AROUND = ["internet", "appliance", "control", "google"];

export function networkScript(world: World): string {
  const inside = (place: string, command: string) => `ip netns exec ${place} sh -c '${command}'`;
  return [
    batch(
      undefined,
      ["caller", "vpc", ...AROUND].map((place) => `netns add ${place}`),
    ),
    batch("vpc", [...AROUND, ...(world.caller.entry ? ["caller"] : [])].flatMap(linkTo).concat(routerRoutes(world))),
    batch("caller", callerSide(world)),
    ...AROUND.map((place) =>
      batch(place, ["link set vpc up", `addr add ${FAR}/32 dev vpc`, ...(sides[place]?.(world) ?? [])]),
    ),
    inside("vpc", "echo 1 > /proc/sys/net/ipv4/ip_forward"),
    // A machine of Google's answers every ping that reaches it.
    ...["caller", "control"].map((place) => inside(place, "echo 0 > /proc/sys/net/ipv4/icmp_ratelimit")),
    nft("vpc", FORWARDED),
    nft("google", answerRules(world)),
  ].join("\n");
}

function linkTo(place: string): string[] {
  return [
    `link add ${place} type veth peer name vpc netns ${place}`,
    `addr add ${ROUTER}/32 dev ${place}`,
    `link set ${place} up`,
  ];
}

function batch(place: string | undefined, lines: readonly string[]): string {
  return [`ip ${place ? `-n ${place} ` : ""}-batch - <<'END'`, ...lines, "END"].join("\n");
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
  // A program may call itself.
  if (!entry) return ["link set lo up", ...elsewhere];
  return [
    "link set lo up",
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

function routerRoutes({ caller: { entry }, subnets, custom, policy, peered, control }: World): string[] {
  const inFabric = (route: string) => `route replace ${route} table ${TABLES.fabric}`;
  return [
    ...(control.length > 0 ? [`rule add priority 500 to ${CONTROL_RANGE} lookup ${TABLES.fabric}`] : []),
    ...policy.flatMap(policyRule),
    // A static route never wins against one of these: https://cloud.google.com/vpc/docs/routes#instancerouting
    `rule add priority 20000 lookup ${TABLES.fabric}`,
    `rule add priority 20001 lookup ${TABLES.custom}`,
    ...subnets.map((range) => inFabric(`blackhole ${range}`)),
    ...peered.map((range) => inFabric(`${range} via ${FAR} dev google onlink`)),
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

const sides: Record<string, (world: World) => string[]> = {
  /** Redis has its address there, and the network knows the way back to what it is told of. */
  google: ({ targets }) => {
    const addresses = [...new Set(targets.map(({ address }) => address))];
    const back = [...new Set(targets.flatMap(({ answersTo }) => answersTo))];
    return [
      "link set lo up",
      ...addresses.map((address) => `addr add ${address}/32 dev lo`),
      ...back.map((range) => `route replace ${range} via ${ROUTER} dev vpc onlink`),
    ];
  },
  control: ({ caller: { entry }, control }) =>
    entry && control.length > 0
      ? [
          "link set lo up",
          `route add local ${CONTROL_RANGE} dev lo`,
          `route add ${entry.range} via ${ROUTER} dev vpc onlink`,
        ]
      : [],
  internet: () => ["link set caller up", `addr add ${FAR}/32 dev caller`],
};

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
function answerRules({ targets }: World): string[] {
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
