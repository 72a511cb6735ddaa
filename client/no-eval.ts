/**
 * First import of the client: the library of forms must not try whether it may make code from text. The content policy
 * forbids that, and every try would be reported as a violation.
 */
import { z } from "zod";

z.config({ jitless: true });
