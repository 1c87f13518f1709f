import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { removeFilesAt } from '../../../features/files/service.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { isAside } from './aside.ts'
import { isLoading } from './load.ts'
import { requireDataset } from './queries.ts'
import type {
  CreateDataset,
  Dataset,
  GetDataset,
  ListDatasets,
  RemoveDataset,
  WholeDataset,
} from './schema.ts'

const columns = ['d.id', 'd.title', 'd.origin', 'd.records', 'd.loads', 'd.updatedAt', 'd.version'] as const
const selectDatasets = (db: OrgDb) => db.selectFrom('foundryDataset as d').select(columns)

export function listDatasets(ctx: OrgContext, input: ListDatasets): Promise<Page<Dataset>> {
  const { search = '', sort } = input
  const found = selectDatasets(ctx.db).where(sql<boolean>`strpos(lower(d.title), lower(${search})) > 0`)
  const id = { expression: sql`d.id`, type: 'uuid' } as const
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.foundry.datasets.list', orgId: ctx.org.orgId },
    columns:
      sort === 'newest'
        ? [{ ...id, direction: 'desc' }]
        : [
            { expression: sql`lower(d.title)`, type: 'text', direction: 'asc' },
            { ...id, direction: 'asc' },
          ],
    input,
  })
}

const LOADS_SHOWN = 10

export async function getDataset({ db }: OrgContext, { id }: GetDataset): Promise<WholeDataset> {
  const { key, keyFields } = await requireDataset(db, id)
  const dataset = await selectDatasets(db).where('d.id', '=', id).executeTakeFirst()
  if (!dataset) throw new AppError('NOT_FOUND')
  const types = await db
    .selectFrom('foundrySource as s')
    .innerJoin('foundryType as t', 't.id', 's.typeId')
    .select(['t.id', 't.plural'])
    .where('s.datasetId', '=', id)
    .orderBy('t.plural')
    .execute()
  const history = await db
    .selectFrom('foundryLoad')
    .select(['id', 'n', 'source', 'state', 'read', 'created', 'changed', 'removed', 'refused', 'problems'])
    .select(['repeated', 'isWhole', 'unread', 'createdAt', 'endedAt'])
    .where('datasetId', '=', id)
    .orderBy('n', 'desc')
    .limit(LOADS_SHOWN)
    .execute()
  // A load whose job was canceled before it began was told of it by nobody.
  const isLeft = dataset.origin === 'file' && !(await isLoading(db, id))
  const told = history.map(({ state, ...load }) => ({
    ...load,
    state: isLeft && state === 'running' ? ('failed' as const) : state,
  }))
  const isRemovable = dataset.origin === 'file' || isAside(key)
  return { ...dataset, keyFields, types, history: told, isRemovable }
}

/** A place for the records of files; they are attached to it and then read in. */
export async function createDataset(ctx: OrgContext, { title }: CreateDataset): Promise<WholeDataset> {
  return ctx.write(async (tx, inner) => {
    const id = uuidv7()
    const now = ctx.now()
    await tx
      .insertInto('foundryDataset')
      .values({
        id,
        orgId: ctx.org.orgId,
        origin: 'file',
        key: `file:${id}`,
        title,
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('foundry.dataset.created', { dataset: id })
    return getDataset({ ...inner, db: tx }, { id })
  })
}

/** Deletes its records and the objects made of them, with what was written over those. */
export async function removeDataset(ctx: OrgContext, { id }: RemoveDataset): Promise<Done> {
  return ctx.write(async (tx) => {
    const { origin, key, title } = await requireDataset(tx, id)
    if (origin === 'stream' && !isAside(key))
      throw new AppError('CONFLICT', {
        message: `“${title}” is read from a connection. End the connection instead.`,
      })
    await removeFilesAt(tx, { entity: 'foundry_dataset', entityId: id }, ctx.now())
    await tx.deleteFrom('foundryDataset').where('id', '=', id).execute()
    tx.audit('foundry.dataset.removed', { dataset: id })
    return done
  })
}
