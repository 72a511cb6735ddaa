// How often a property is tried: fast-check's own number, or CONCORD_PROPERTY_RUNS in the long run.
import fc from "fast-check";

const runs = Number(process.env.CONCORD_PROPERTY_RUNS ?? 0);
if (runs > 0) fc.configureGlobal({ numRuns: runs });
