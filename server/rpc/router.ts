// The root of all remote calls: one router per room. The client imports this type and nothing else of the server.
import { accessRouter } from "../access/router.ts";
import { sharingRouter } from "../access/sharing-router.ts";
import { viewsRouter } from "../facts/views-router.ts";
import { actorsRouter } from "../rooms/actors/router.ts";
import { coverageRouter } from "../rooms/coverage/router.ts";
import { displacementRouter } from "../rooms/displacement/router.ts";
import { exchangeRouter } from "../rooms/exchange/router.ts";
import { incidentsRouter } from "../rooms/incidents/router.ts";
import { placesRouter } from "../rooms/places/router.ts";
import { prioritiesRouter } from "../rooms/priorities/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  access: accessRouter,
  actors: actorsRouter,
  coverage: coverageRouter,
  displacement: displacementRouter,
  exchange: exchangeRouter,
  incidents: incidentsRouter,
  places: placesRouter,
  priorities: prioritiesRouter,
  sharing: sharingRouter,
  views: viewsRouter,
});

export type AppRouter = typeof appRouter;
