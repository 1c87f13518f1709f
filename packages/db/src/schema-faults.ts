import type { Client } from 'pg'

/** A way in which the schema would let one organization reach another's rows. */
export interface SchemaFault {
  readonly object: string
  readonly fault: string
}

/** How PostgreSQL prints the one tenant predicate. */
export const CANONICAL = `(org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)`

/**
 * Reads PostgreSQL's own tables, not the migrations, and lists every fault of schema `app`, for tests and
 * audits. A primary key on one uuid column passes without org_id: such ids are made by the program from 74
 * random bits, so nobody can probe for another organization's row by guessing them.
 */
export async function findSchemaFaults(client: Client): Promise<SchemaFault[]> {
  const { rows } = await client.query<SchemaFault>(FAULTS, [CANONICAL])
  return rows
}

const FAULTS = `
with logins as (
  select oid, rolname from pg_roles where rolname in ('hub_app', 'hub_system')
), definers as (
  select oid, rolname from pg_roles where rolname in ('hub_audit', 'hub_ledger', 'hub_search', 'hub_sweep', 'hub_epoch', 'hub_event', 'hub_books')
), strangers as (
  select 0::oid as oid union all select oid from logins
), relation as (
  select * from pg_class where relnamespace = 'app'::regnamespace
), tenant as (
  select r.*, a.attnum as org, a.attnotnull as org_required, a.attgenerated <> '' as org_is_id
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attname = 'org_id' and not a.attisdropped
  where r.relkind in ('r', 'p') and not r.relispartition
), policy as (
  select p.*, t.relname, p.polpermissive and p.polcmd = '*' and p.polroles = array['hub_app'::regrole::oid]
      and pg_get_expr(p.polqual, p.polrelid) = $1 and pg_get_expr(p.polwithcheck, p.polrelid) = $1 as is_canonical
  from pg_policy p join tenant t on t.oid = p.polrelid
), granted as (
  select r.oid, r.relname, r.relkind, r.relispartition, r.reloptions, x.privilege_type
  from relation r cross join lateral (
    select (aclexplode(r.relacl)).* union all
    select (aclexplode(a.attacl)).* from pg_attribute a where a.attrelid = r.oid and a.attacl is not null
  ) x where x.grantee in (select oid from strangers) or x.grantee in (select oid from definers)
), app_granted as (
  select distinct r.oid, r.relname, r.relkind
  from relation r cross join lateral (
    select (aclexplode(r.relacl)).* union all
    select (aclexplode(a.attacl)).* from pg_attribute a where a.attrelid = r.oid and a.attacl is not null
  ) x where x.grantee in (0, 'hub_app'::regrole)
), fn as (
  select p.*, p.oid::regprocedure::text as title from pg_proc p where p.pronamespace = 'app'::regnamespace
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
)
select relname::text as object, 'row-level security is not enabled and forced' as fault
  from tenant where not (relrowsecurity and relforcerowsecurity)
union all select relname, 'no canonical policy'
  from tenant t where not exists (select from policy p where p.polrelid = t.oid and p.is_canonical)
union all select relname || '.' || polname, 'another policy for hub_app or everybody'
  from policy where polpermissive and not is_canonical and (polroles && array[0::oid, 'hub_app'::regrole::oid])
union all select relname || '.' || polname, 'policy of a definer role without the organization'
  from policy where (polroles && array['hub_audit'::regrole::oid, 'hub_ledger'::regrole::oid, 'hub_books'::regrole::oid])
    and (coalesce(pg_get_expr(polqual, polrelid), $1) <> $1 or coalesce(pg_get_expr(polwithcheck, polrelid), $1) <> $1)
union all select relname, 'org_id may be null' from tenant where not org_required
union all select relname, 'no index starts with org_id'
  from tenant t where not exists (select from pg_index i where i.indrelid = t.oid and i.indpred is null and i.indkey[0] = t.org)
union all select i.indexrelid::regclass::text, 'unique index without org_id'
  from pg_index i join tenant t on t.oid = i.indrelid
  where (i.indisunique or i.indisexclusion) and not t.org = any(i.indkey)
    and not (i.indisprimary and i.indnkeyatts = 1 and exists (
      select from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0] and a.atttypid = 'uuid'::regtype))
union all select t.relname || '.' || k.conname, 'foreign key between tenant tables without org_id'
  from pg_constraint k join tenant t on t.oid = k.conrelid join tenant o on o.oid = k.confrelid
  where k.contype = 'f' and not exists (
    select from unnest(k.conkey, k.confkey) as pair(child, parent)
    where pair.child = t.org and (pair.parent = o.org or o.org_is_id))
union all select distinct relname::text, 'partition reachable by its own name' from granted where relispartition
union all select distinct relname::text, 'view runs as its owner'
  from granted where relkind = 'v' and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)
union all select distinct relname::text, 'materialized view is readable' from granted where relkind = 'm'
union all select distinct relname::text, 'privilege that row-level security does not govern: ' || privilege_type
  from granted where privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
union all select g.relname::text, 'no org_id, yet hub_app reaches it'
  from app_granted g where g.relkind in ('r', 'p', 'f')
    and not exists (select from pg_attribute a where a.attrelid = g.oid and a.attname = 'org_id' and not a.attisdropped)
union all select relname, 'not owned by hub_owner'
  from relation where relkind in ('r', 'p', 'v', 'm', 'f') and relowner <> 'hub_owner'::regrole
union all select title, 'definer function of a role that is no definer role'
  from fn where prosecdef and proowner not in (select oid from definers)
union all select title, 'definer function without a fixed search_path'
  from fn where prosecdef and not coalesce(proconfig::text like '%search_path=app, pg_temp%', false)
union all select title, 'function executable by everybody'
  from fn where exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) x where x.grantee = 0)
union all select r.rolname, 'login steps around row-level security'
  from pg_roles r join logins using (oid)
  where r.rolsuper or r.rolbypassrls or r.rolcreaterole or exists (select from pg_auth_members m where m.member = r.oid)
union all select r.rolname, 'definer role is too strong'
  from pg_roles r join definers using (oid) where r.rolsuper or r.rolbypassrls or r.rolcanlogin
union all select pg_get_userbyid(oid), 'may create objects in the schema'
  from (select oid from logins union all select oid from definers) role
  where has_schema_privilege(oid, 'app', 'create')
order by 1, 2`
