/**
 * The addresses of the product. Each room is loaded when it is first opened; the frame stays while rooms change.
 * A room is added with one line here and one in ui/frame.tsx.
 */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from "@tanstack/react-router";
import { SetupPage } from "./access/setup.tsx";
import { SignInPage } from "./access/sign-in.tsx";
import { Home, OperationFrame, PageFault, PageLost } from "./shell.tsx";
import { parseSearch, readSearch, stringifySearch } from "./url.ts";

const root = createRootRoute({
  component: Outlet,
  validateSearch: readSearch,
  errorComponent: PageFault,
  notFoundComponent: PageLost,
});

const home = createRoute({ getParentRoute: () => root, path: "/", component: Home });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInPage });
const setup = createRoute({ getParentRoute: () => root, path: "/setup", component: SetupPage });

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./access/invitation.tsx"), "InvitationPage"),
});
const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(() => import("./access/account.tsx"), "AccountPage"),
});

const operation = createRoute({
  getParentRoute: () => root,
  path: "/$operation",
  component: OperationFrame,
});

/** The operation's own address opens the map. */
const entry = createRoute({
  getParentRoute: () => operation,
  path: "/",
  component: () => <Navigate to="/$operation/map" from="/$operation" />,
});

const seen = () => import("./access/seen-page.tsx");
const releases = () => import("./access/releases-page.tsx");
const device = () => import("./access/device-page.tsx");
const people = () => import("./access/people.tsx");
const analysis = () => import("./rooms/analysis/page.tsx");
const method = () => import("./rooms/analysis/page-method.tsx");
const incidents = () => import("./rooms/incidents/page.tsx");
const verify = () => import("./rooms/incidents/page-verify.tsx");
const alike = () => import("./rooms/incidents/page-alike.tsx");
const same = () => import("./rooms/incidents/page-same.tsx");
const structure = () => import("./rooms/actors/page-structure.tsx");
const ground = () => import("./rooms/actors/page-ground.tsx");
const profile = () => import("./rooms/actors/page-profile.tsx");
const actors = () => import("./rooms/actors/page.tsx");
const engagement = () => import("./rooms/actors/page-engagement.tsx");
const protocol = () => import("./access/protocol.tsx");
const places = () => import("./rooms/places/page.tsx");
const coverage = () => import("./rooms/coverage/page.tsx");
const priorities = () => import("./rooms/priorities/page.tsx");
const displaced = () => import("./rooms/displacement/page.tsx");
const intake = () => import("./rooms/intake/page.tsx");
const audit = () => import("./access/audit-page.tsx");

const room = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => operation, path, component });

const routeTree = root.addChildren([
  home,
  signIn,
  setup,
  invitation,
  account,
  operation.addChildren([
    entry,
    room("map", lazyRouteComponent(analysis, "AnalysisPage")),
    room("method", lazyRouteComponent(method, "MethodPage")),
    room("incidents", lazyRouteComponent(incidents, "IncidentsPage")),
    room("incidents/new", lazyRouteComponent(incidents, "NewIncidentPage")),
    room("incidents/$ref", lazyRouteComponent(incidents, "IncidentPage")),
    room("incidents/$ref/edit", lazyRouteComponent(incidents, "EditIncidentPage")),
    room("incidents/$ref/seen", lazyRouteComponent(seen, "SeenPage")),
    room("seen/$kind/$ref", lazyRouteComponent(seen, "RecordSeenPage")),
    room("verify", lazyRouteComponent(verify, "VerifyPage")),
    room("verify/same", lazyRouteComponent(same, "SamePage")),
    room("verify/alike", lazyRouteComponent(alike, "AlikePage")),
    room("verify/alike/$one/$other", lazyRouteComponent(alike, "ComparePage")),
    room("verify/$ref", lazyRouteComponent(verify, "VerifyPage")),
    room("intake", lazyRouteComponent(intake, "IntakePage")),
    room("intake/$ref", lazyRouteComponent(intake, "IntakeItemPage")),
    room("displaced", lazyRouteComponent(displaced, "DisplacedPage")),
    room("displaced/new", lazyRouteComponent(displaced, "NewDisplacedReportPage")),
    room("displaced/merge/$refs", lazyRouteComponent(displaced, "MergePage")),
    room("displaced/reports/$ref", lazyRouteComponent(displaced, "DisplacedReportPage")),
    room("displaced/reports/$ref/edit", lazyRouteComponent(displaced, "EditDisplacedReportPage")),
    room("displaced/cases/$ref", lazyRouteComponent(displaced, "DisplacedCasePage")),
    room("displaced/cases/$ref/edit", lazyRouteComponent(displaced, "EditCasePage")),
    room("releases", lazyRouteComponent(releases, "ReleasesPage")),
    room("actors", lazyRouteComponent(actors, "ActorsPage")),
    room("actors/new", lazyRouteComponent(actors, "NewActorPage")),
    room("actors/zone", lazyRouteComponent(actors, "NewZonePage")),
    room("actors/relation", lazyRouteComponent(actors, "NewRelationPage")),
    room("actors/ground", lazyRouteComponent(ground, "GroundPage")),
    room("actors/structure", lazyRouteComponent(structure, "StructurePage")),
    room("actors/engagement", lazyRouteComponent(engagement, "EngagementPage")),
    room("actors/engagement/$kind/new", lazyRouteComponent(engagement, "EntryPage")),
    room("actors/engagement/$kind/$ref", lazyRouteComponent(engagement, "EntrySheetPage")),
    room("actors/engagement/$kind/$ref/edit", lazyRouteComponent(engagement, "EntryPage")),
    room("actors/$ref", lazyRouteComponent(actors, "ActorsPage")),
    room("actors/$ref/edit", lazyRouteComponent(actors, "EditActorPage")),
    room("actors/$ref/claim", lazyRouteComponent(actors, "ClaimPage")),
    room("actors/$ref/claim/$claim", lazyRouteComponent(actors, "ClaimPage")),
    room("actors/$ref/seen", lazyRouteComponent(seen, "ActorSeenPage")),
    room("actors/$ref/profile", lazyRouteComponent(profile, "ProfilePage")),
    room("protocol", lazyRouteComponent(protocol, "ProtocolPage")),
    room("priorities", lazyRouteComponent(priorities, "PrioritiesPage")),
    room("coverage", lazyRouteComponent(coverage, "CoveragePage")),
    room("audit", lazyRouteComponent(audit, "AuditPage")),
    room("audit/glass", lazyRouteComponent(audit, "GlassPage")),
    room("audit/keeping", lazyRouteComponent(audit, "KeepingPage")),
    room("audit/lock", lazyRouteComponent(audit, "LockPage")),
    room("device", lazyRouteComponent(device, "DevicePage")),
    room("people", lazyRouteComponent(people, "PeoplePage")),
    room("areas/$code", lazyRouteComponent(places, "AreaPage")),
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: PageLost,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
