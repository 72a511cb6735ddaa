/**
 * Weakenings of what keeps records apart, made from the catalogue and not from a list of ours: each policy dropped, set
 * to true, given to everybody, or with one of its conditions turned; each flag off; each grant taken or given; each view
 * without its reader's rights; each function as another's, with another body or path; each trigger, constraint and
 * unique index gone. One at a time.
 */
import type { Runs } from "./generated-rows.ts";

export interface Mutant {
  group: string;
  /** The table, view or function that is weakened. */
  target: string;
  /** Which spot of it, in a few words. */
  spot: string;
  statement: string;
  /** The role that may do it; null: the migrating login. */
  role: "app_owner" | "app_definer" | null;
}

const SCHEMAS = "('app', 'app_priv', 'app_gate', 'auth')";

const ROLES = "('app_owner', 'app_definer', 'app_user', 'app_login', 'auth_login', 'app_backup')";

/** Every mutant, in a fixed order. */
export async function mutantsOf(client: Runs): Promise<Mutant[]> {
  const { rows } = await client.query<{ kind: Kind } & Row>(CATALOGUE);
  return rows.flatMap((row) => MAKERS[row.kind](row));
}

interface Row {
  name: string;
  /** Table of a policy, trigger or constraint; arguments of a function. */
  place: string;
  text: string | null;
  check: string | null;
  word: string;
}
type Kind =
  | "policy"
  | "table"
  | "view"
  | "function"
  | "trigger"
  | "constraint"
  | "index"
  | "grant"
  | "missing"
  | "role"
  | "entry"
  | "member";

const CATALOGUE = `
  with ours as (select oid, nspname from pg_namespace where nspname in ${SCHEMAS}),
  roles as (select unnest(array['public', 'app_user', 'app_login', 'auth_login']) as role),
  held as (
    select c.oid, c.relkind, c.relnamespace, a.privilege_type as what,
           case a.grantee when 0 then 'public' else a.grantee::regrole::text end as role
      from pg_class c join ours n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
     where c.relkind in ('r', 'v')),
  entries as (
    select 'schema ' || oid::regnamespace as entry, 'USAGE' as what, nspacl as acl from pg_namespace join ours using (oid)
    union all select 'schema ' || oid::regnamespace, 'CREATE', nspacl from pg_namespace join ours using (oid)
    union all select 'function ' || f.oid::regprocedure, 'EXECUTE', coalesce(f.proacl, acldefault('f', f.proowner))
                from pg_proc f join ours n on n.oid = f.pronamespace)
  select 'policy' as kind, p.polname::text as name, p.polrelid::regclass::text as place,
         pg_get_expr(p.polqual, p.polrelid) as text, pg_get_expr(p.polwithcheck, p.polrelid) as check,
         case when p.polpermissive then 'permissive' else 'restrictive' end as word
    from pg_policy p join pg_class c on c.oid = p.polrelid join ours n on n.oid = c.relnamespace
   where p.polroles = array['app_user'::regrole::oid]
  union all
  select 'table', c.oid::regclass::text, '', null, null, c.relrowsecurity::text
    from pg_class c join ours n on n.oid = c.relnamespace where c.relkind = 'r' and c.relrowsecurity
  union all
  select 'view', c.oid::regclass::text, '', null, null, '' from pg_class c join ours n on n.oid = c.relnamespace
   where c.relkind = 'v'
  union all
  select 'function', f.oid::regprocedure::text, pg_get_functiondef(f.oid), f.prosrc, f.proowner::regrole::text,
         case when f.prosecdef then 'definer' else 'invoker' end
    from pg_proc f join ours n on n.oid = f.pronamespace
  union all
  select 'trigger', t.tgname, t.tgrelid::regclass::text, null, null, ''
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal
  union all
  select 'constraint', k.conname, k.conrelid::regclass::text, null, null, '' from pg_constraint k
    join pg_class c on c.oid = k.conrelid join ours n on n.oid = c.relnamespace where k.contype = 'c' and c.relkind = 'r'
  union all
  select 'index', i.indexrelid::regclass::text, '', null, null, '' from pg_index i join pg_class c on c.oid = i.indrelid
    join ours n on n.oid = c.relnamespace
   where i.indisunique and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  union all
  select 'grant', h.oid::regclass::text, h.role, null, null, h.what from held h
   where h.role in ('app_user', 'auth_login', 'app_definer')
  union all
  select 'missing', c.oid::regclass::text, r.role, null, null, w.what
    from pg_class c join ours n on n.oid = c.relnamespace cross join roles r
    cross join (select unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as what) w
   where c.relkind in ('r', 'v') and (c.relkind = 'r' or w.what = 'SELECT')
     and not exists (select from held h where h.oid = c.oid and h.role = r.role and h.what = w.what)
  union all
  select 'role', r.rolname, '', null, null, '' from pg_roles r
   where r.rolname in ${ROLES}
  union all
  select 'entry', e.entry, r.rolname, null, null,
         e.what || case when exists (select from aclexplode(e.acl) a where a.grantee = r.oid and a.privilege_type = e.what)
                        then ' taken' else ' given' end
    from entries e cross join pg_roles r where r.rolname in ('app_user', 'app_login', 'auth_login', 'app_backup')
  union all
  select 'member', r.rolname, m.rolname, null, null, '' from pg_roles r cross join pg_roles m
   where r.rolname in ${ROLES} and m.rolname in ${ROLES} and r.oid <> m.oid and not pg_has_role(m.oid, r.oid, 'member')
  order by 1, 2, 3, 6`;

const owner = (group: string, target: string, statement: string, spot = statement): Mutant => ({
  ...{ group, target, spot, statement, role: "app_owner" },
});

const MAKERS: Record<Kind, (row: Row) => Mutant[]> = {
  policy: policyMutants,
  table: ({ name }) => [
    owner("not forced", name, `alter table ${name} no force row level security`),
    owner("row security off", name, `alter table ${name} disable row level security`),
    { ...owner("owned by a service", name, `alter table ${name} owner to app_definer`), role: null },
  ],
  view: ({ name }) => [
    owner("view with its owner's rights", name, `alter view ${name} reset (security_invoker)`),
    owner("view with its owner's rights", name, `alter view ${name} set (security_invoker = false)`),
  ],
  function: functionMutants,
  trigger: ({ name, place }) => [
    owner("trigger dropped", place, `drop trigger ${name} on ${place}`),
    owner("trigger off", place, `alter table ${place} disable trigger ${name}`),
  ],
  constraint: ({ name, place }) => [
    owner("constraint dropped", place, `alter table ${place} drop constraint ${name}`),
  ],
  index: ({ name }) => [owner("unique index dropped", name, `drop index ${name}`)],
  grant: ({ name, place, word }) => [owner("grant taken", name, `revoke ${word} on ${name} from ${place}`)],
  missing: ({ name, place, word }) => [owner("grant given", name, `grant ${word} on ${name} to ${place}`)],
  role: ({ name }) =>
    ["createrole", "createdb", "bypassrls", "superuser", "replication"].map((strength) => ({
      ...owner("role made strong", name, `alter role ${name} ${strength}`),
      role: null,
    })),
  entry: ({ name, place, word }) => [entryMutant(name, place, word)],
  member: ({ name, place }) => [
    { ...owner("role in another", place, `grant ${name} to ${place}`), role: null },
  ],
};

/** app_definer owns the gates and their schema, of which app_owner gives use away. */
const OF_DEFINER = /^function app_gate\.|^schema app_gate CREATE/;

/** A right on a schema or function, given or taken; the target is its name without the word before it. */
function entryMutant(entry: string, role: string, word: string): Mutant {
  const [right, way] = word.split(" ");
  const statement = way === "taken" ? `revoke ${right} on ${entry} from` : `grant ${right} on ${entry} to`;
  return {
    ...owner(`entry ${way}`, entry.slice(entry.indexOf(" ") + 1), `${statement} ${role}`),
    role: OF_DEFINER.test(`${entry} ${right}`) ? "app_definer" : "app_owner",
  };
}

function policyMutants({ name, place, text, check, word }: Row): Mutant[] {
  const on = `policy ${name} on ${place}`;
  const set = (group: string, using: string | null, say: string | null, spot?: string) =>
    owner(group, place, `alter ${on} ${clauses(using, say)}`, spot && `${on}: ${spot}`);
  const beside = `create policy beside on ${place} to app_user using (${LOOKS_RIGHT})`;
  return [
    owner("policy dropped", place, `drop ${on}`),
    set("policy set to true", text && "true", check && "true"),
    set("policy set to true in our words", text && LOOKS_RIGHT, check && LOOKS_RIGHT),
    owner("policy given to everybody", place, `alter ${on} to public`),
    ...(word === "permissive" ? [owner("policy of its own beside", place, beside)] : []),
    ...turnings(text).map(({ turned, spot }) => set("condition turned", turned, null, spot)),
    ...turnings(check).map(({ turned, spot }) => set("condition turned", null, turned, spot)),
  ];
}

/** True for everybody, and yet with all the words that a policy of ours has. */
const LOOKS_RIGHT = "(select (app_gate.me()).operation_id) is not null or true";

const clauses = (using: string | null, check: string | null) =>
  [using && `using (${using})`, check && `with check (${check})`].filter(Boolean).join(" ");

/** One word of a condition turned at a time. */
const TURNS: [from: RegExp, to: string][] = [
  [/ AND /g, " OR "],
  [/ OR /g, " AND "],
  [/\bNOT /g, ""],
  [/ = /g, " <> "],
  [/ <> /g, " = "],
  [/ > /g, " <= "],
  [/ IN \(/g, " NOT IN ("],
];

interface Turned {
  turned: string;
  /** What was turned, with what stands around it. */
  spot: string;
}

function turnings(text: string | null, turns = TURNS): Turned[] {
  if (!text) return [];
  return turns.flatMap(([from, to]) =>
    [...text.matchAll(from)].map(({ index, 0: found }) => ({
      turned: text.slice(0, index) + to + text.slice(index + found.length),
      spot: `${text.slice(Math.max(0, index - 50), index)}⟨${found.trim()} → ${to.trim()}⟩${text.slice(index + found.length, index + 50)}`,
    })),
  );
}

const TURNS_IN_BODIES: [from: RegExp, to: string][] = [
  [/ and /g, " or "],
  [/ or /g, " and "],
  [/\bnot /g, ""],
  [/ = /g, " <> "],
  [/ <> /g, " = "],
  [/ > /g, " <= "],
  [/ < /g, " >= "],
  [/ in \(/g, " not in ("],
  [/'full'/g, "'generalised'"],
  [/ is null/g, " is not null"],
  [/ is not null/g, " is null"],
  [/\bnull::/g, "1::"],
];

function functionMutants({ name, place, text, check, word }: Row): Mutant[] {
  const of = (group: string, statement: string, spot = statement): Mutant => ({
    ...owner(group, name, statement, spot),
    role: check === "app_definer" ? "app_definer" : "app_owner",
  });
  const whose = word === "definer" ? "invoker" : "definer";
  return [
    of("function with other rights", `alter function ${name} security ${whose}`),
    of("function without a path", `alter function ${name} reset all`),
    of("function for everybody", `grant execute on function ${name} to public`),
    of("function for the sign-in", `grant execute on function ${name} to auth_login`),
    ...turnings(text, TURNS_IN_BODIES).map(({ turned, spot }) =>
      of(
        "function turned",
        place.replace(text!, () => turned),
        `${name}: ${spot}`,
      ),
    ),
  ];
}
