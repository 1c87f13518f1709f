import type { OrgDb } from '@hub/db'
import { decimalText } from '../decimal-text.ts'
import type { TaxCategory, TaxSide } from './schema.ts'

export interface TaxWithParts {
  id: string
  name: string
  side: TaxSide
  category: TaxCategory
  percent: string
  reason: string
  components: { name: string; percent: string; sign: 1 | -1; accountId: string }[]
}

/** Codes by their ids, also those that are archived. */
export async function taxCodesById(db: OrgDb, ids: readonly string[]): Promise<Map<string, TaxWithParts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('accountingTaxCode')
    .select(['id', 'name', 'side', 'category', 'percent', 'reason'])
    .where('id', 'in', ids)
    .execute()
  return byId(await withComponents(db, rows))
}

/** Codes that can be put on what is sold. */
export async function salesTaxes(db: OrgDb): Promise<Map<string, TaxWithParts>> {
  const rows = await db
    .selectFrom('accountingTaxCode')
    .select(['id', 'name', 'side', 'category', 'percent', 'reason'])
    .where('side', '=', 'sale')
    .where('archivedAt', 'is', null)
    .orderBy('percent', 'desc')
    .execute()
  return byId(await withComponents(db, rows))
}

/** Each with its parts in their order, and its rate as it is sent. */
export async function withComponents<Row extends { id: string; percent: string }>(
  db: OrgDb,
  rows: readonly Row[],
): Promise<(Row & Pick<TaxWithParts, 'components'>)[]> {
  if (rows.length === 0) return []
  const parts = await db
    .selectFrom('accountingTaxComponent')
    .select(['taxCodeId', 'name', 'percent', 'sign', 'accountId'])
    .where(
      'taxCodeId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('n')
    .execute()
  return rows.map((row) => ({
    ...row,
    percent: decimalText(row.percent),
    components: parts
      .filter(({ taxCodeId }) => taxCodeId === row.id)
      .map(({ taxCodeId: _code, percent, ...part }) => ({ ...part, percent: decimalText(percent) })),
  }))
}

const byId = (codes: readonly TaxWithParts[]) => new Map(codes.map((code) => [code.id, code]))
