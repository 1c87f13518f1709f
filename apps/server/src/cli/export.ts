import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError, bytesOfFile, version } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { makeFolder } from '@hub/db/embedded'
import { folderFault } from '../backup/folder-words.ts'
import { organizationsOf } from './organizations.ts'
import { UsageError } from './output.ts'

export interface ExportedTable {
  table: string
  rows: number
  /** What opens or proves something: sealed secrets and sums. */
  leftOut: readonly string[]
}

export interface Exported {
  organization: string
  path: string
  at: string
  version: string
  tables: ExportedTable[]
  files: number
  /** Named by a row, and not in the file store. */
  missingFiles: number
}

interface OrgTable {
  name: string
  /** The column that names the organization. */
  owner: string
  columns: string[]
  leftOut: string[]
}

const ROWS_A_PAGE = 1_000
const OWNER = sql`case when c.relname = 'organization' then 'id' else 'org_id' end`

async function tablesOf(db: OrgTx, sealed: readonly string[]): Promise<OrgTable[]> {
  const isLeftOut = sql`(a.atttypid = 'bytea'::regtype or c.relname || '.' || a.attname = any(${sealed}::text[]))`
  const { rows } = await sql<OrgTable>`
    select c.relname as name, ${OWNER} as owner,
      coalesce(array_agg(a.attname::text order by a.attnum) filter (where not ${isLeftOut}), '{}') as columns,
      coalesce(array_agg(a.attname::text order by a.attnum) filter (where ${isLeftOut}), '{}') as "leftOut"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and has_column_privilege(c.oid, a.attnum, 'select')
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = ${OWNER}
        and has_column_privilege(c.oid, o.attnum, 'select'))
    group by c.relname order by c.relname`.execute(db)
  return rows
}

/** A JSON object a line, in a file of its own. Returns how many. */
async function writeLines(path: string, pages: AsyncIterable<readonly string[]>): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  let count = 0
  try {
    for await (const lines of pages) {
      count += lines.length
      await file.write(lines.map((line) => `${line}\n`).join(''))
    }
  } finally {
    await file.close()
  }
  return count
}

/** Rows as JSON, a page at a time. */
async function* pagesOf(db: OrgTx, rows: ReturnType<typeof sql>): AsyncGenerator<string[]> {
  await sql`declare exported no scroll cursor for select to_json(row)::text as line from (${rows}) row`.execute(
    db,
  )
  for (;;) {
    const page = await sql<{ line: string }>`fetch ${sql.lit(ROWS_A_PAGE)} from exported`.execute(db)
    if (page.rows.length === 0) break
    yield page.rows.map(({ line }) => line)
  }
  await sql`close exported`.execute(db)
}

interface Place {
  db: OrgTx
  orgId: string
  folder: string
}

async function writeTable(
  { db, orgId, folder }: Place,
  { name, owner, columns, leftOut }: OrgTable,
): Promise<ExportedTable> {
  // A cursor takes no parameters.
  const rows = sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from app.${sql.ref(name)}
    where ${sql.ref(owner)} = ${sql.lit(orgId)}`
  return { table: name, rows: await writeLines(join(folder, `${name}.jsonl`), pagesOf(db, rows)), leftOut }
}

/** Who the ids of people in the rows are; only those who are members now. */
async function writeMembers(hub: Hub, { orgId, folder }: Place): Promise<void> {
  const members = await hub.db.system
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['authUser.id', 'authUser.name', 'authUser.email', 'organizationMember.role'])
    .where('organizationMember.orgId', '=', orgId)
    .orderBy('authUser.id')
    .execute()
  const lines = members.map((member) => `${JSON.stringify(member)}\n`).join('')
  await writeFile(join(folder, 'members.jsonl'), lines, { mode: 0o600, flag: 'wx' })
}

async function writeFiles(
  hub: Hub,
  { db, folder }: Place,
): Promise<Pick<Exported, 'files' | 'missingFiles'>> {
  const written = { files: 0, missingFiles: 0 }
  await mkdir(join(folder, 'files'), { mode: 0o700 })
  const attached = db
    .selectFrom('attachedFile')
    .select(['id', 'name', 'contentHash'])
    .where('removedAt', 'is', null)
  for (const { id, name, contentHash } of await attached.orderBy('id').execute()) {
    const bytes = await bytesOfFile(hub, { kind: 'attached', id, contentHash })
    if (!bytes) {
      written.missingFiles += 1
      continue
    }
    // As the person called it, as far as every file system takes it.
    const safe = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(-80)
    await writeFile(join(folder, 'files', `${id}-${safe}`), bytes, { mode: 0o600, flag: 'wx' })
    written.files += 1
  }
  return written
}

/** Everything of one organization as of one moment, written into an empty folder. */
async function writeExport(
  hub: Hub,
  organization: { id: string; slug: string },
  folder: string,
): Promise<Exported> {
  const sealed = hub.secrets.things.flatMap(({ columns }) => columns)
  const contents = await inTx(
    hub.db.org(organization.id),
    async (db) => {
      const place = { db, orgId: organization.id, folder }
      const tables: ExportedTable[] = []
      for (const table of await tablesOf(db, sealed)) tables.push(await writeTable(place, table))
      await writeMembers(hub, place)
      return { tables, ...(await writeFiles(hub, place)) }
    },
    { isolationLevel: 'repeatable read' },
  )
  return { organization: organization.slug, path: folder, at: hub.now().toISOString(), version, ...contents }
}

const PARTIAL = '.partial-'
/** No export writes nothing for so long. */
const KILLED_AFTER_MS = 24 * 3_600_000

/** Takes away what killed exports to the same place left: it is of the whole organization, and nobody looks for it. */
async function sweepKilled(start: string): Promise<void> {
  const place = dirname(start)
  for (const name of await readdir(place)) {
    const path = join(place, name)
    if (!path.startsWith(start)) continue
    if (Date.now() - (await stat(path)).mtimeMs > KILLED_AFTER_MS)
      await rm(path, { recursive: true, force: true })
  }
}

/**
 * Writes everything of one organization into a folder that any program reads: a file for each table with a JSON object a line,
 * and what people attached. Throws NOT_FOUND, CONFLICT where something lies there already.
 */
export async function exportOrganization(
  hub: Hub,
  { org, to }: { org: string | undefined; to: string | undefined },
): Promise<Exported> {
  if (org === undefined || to === undefined)
    throw new UsageError('Say which organization and where to: export --org <slug> --to <folder>.')
  const [organization] = await organizationsOf(hub, org)
  if (!organization) throw new AppError('NOT_FOUND')
  try {
    return await writeWhole(hub, organization, resolve(to))
  } catch (error) {
    const words = folderFault(error, resolve(to))
    if (words === null) throw error
    const message = `${words} Make room, or name another folder with --to.`
    throw new AppError('CONFLICT', { message, cause: error })
  }
}

async function writeWhole(
  hub: Hub,
  organization: { id: string; slug: string },
  path: string,
): Promise<Exported> {
  if (existsSync(path) && readdirSync(path).length > 0)
    throw new AppError('CONFLICT', { message: `There is something in ${path} already. Name another folder.` })
  makeFolder(dirname(path))
  // It has its name once it is whole: what was killed never looks like an export.
  await sweepKilled(`${path}${PARTIAL}`)
  const partial = await mkdtemp(`${path}${PARTIAL}`)
  try {
    const exported = { ...(await writeExport(hub, organization, partial)), path }
    await writeFile(join(partial, 'export.json'), `${JSON.stringify(exported, null, 2)}\n`, { mode: 0o600 })
    await rename(partial, path)
    return exported
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

export function exportLines({ organization, path, tables, files, missingFiles }: Exported): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return [
    `Everything of ${organization}: ${path}`,
    `${rows} rows of ${tables.length} tables, ${files} files. Sealed secrets and sums of secrets are not in it; it cannot be restored from (see: backup).`,
    ...(missingFiles > 0 ? [`${missingFiles} files were not in the file store and are not in it.`] : []),
  ].join('\n')
}
