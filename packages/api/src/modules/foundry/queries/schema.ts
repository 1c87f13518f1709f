import { z } from 'zod'
import { PropertyKind } from '../../../shared/readings.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { ObjectTypeId } from '../types/schema.ts'
import { Linked, ObjectId, Value, Where } from '../objects/schema.ts'

export const MOST_ROWS = 10_000

export const RunQuery = z.strictObject({
  typeId: ObjectTypeId,
  search: searchPhrase.optional(),
  where: Where.optional(),
  linked: Linked.optional(),
  groupBy: z.string().max(200).optional().meta({
    description:
      '"placed by month" (weekday, monthname, hour), "placed in 2026-09|2026-10", "city, source", "first orders.placed by month"',
  }),
  metrics: z.array(z.string().max(100)).max(5).optional().meta({
    description: '"count", "count order", "sum total", "sum price*quantity", "share total" (%)',
  }),
  having: z.array(z.string().max(100)).max(5).optional().meta({ description: '"sum total>500 EUR"' }),
  sort: z.string().max(100).optional().meta({ description: '"-total": largest first' }),
  limitEach: z.int().min(1).max(100).optional().meta({ description: 'Top rows of each first group' }),
  limit: z.int().min(1).max(MOST_ROWS).default(100),
})
export type RunQuery = z.infer<typeof RunQuery>

export const Column = z.strictObject({ name: z.string(), title: z.string(), kind: PropertyKind })
export type Column = z.infer<typeof Column>

export const QueryAnswer = z.strictObject({
  columns: z.array(Column),
  rows: z.array(z.strictObject({ objectId: ObjectId.nullable(), cells: z.array(Value) })),
  isAll: z.boolean().meta({ description: 'There are no more than these' }),
  words: z.string().meta({ description: 'What was asked, in words' }),
})
export type QueryAnswer = z.infer<typeof QueryAnswer>
