import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { moduleOf } from './domain.ts'
import type { GetUsage, Usage, UsagePart } from './schema.ts'

interface Row {
  day: string
  procedure: string | null
  door: string | null
  micro: number | null
}

function addTo(parts: Map<string, number>, key: string, micro: number): void {
  parts.set(key, (parts.get(key) ?? 0) + micro)
}

const listed = (parts: Map<string, number>): UsagePart[] =>
  [...parts]
    .map(([key, micro]) => ({ key, micro }))
    .toSorted((a, b) => b.micro - a.micro || (a.key < b.key ? -1 : 1))

/** Credits charged per day where the organization is; days without a charge are there with no parts. */
export async function getUsage(ctx: OrgContext, { days, by }: GetUsage): Promise<Usage> {
  const zone = ctx.org.timeZone
  const { rows } = await sql<Row>`
    with clock as (
      select (${ctx.now().toISOString()}::timestamptz at time zone ${zone})::date as today
    ), calendar as (
      select generate_series(today - ${days - 1}::int, today, interval '1 day')::date as day from clock
    ), charge as (
      select (at at time zone ${zone})::date as day, procedure, door, sum(-(d_available + d_held))::bigint as micro
      from credit_entry, clock
      where kind = 'charge' and at >= (today - ${days - 1}::int)::timestamp at time zone ${zone}
      group by 1, 2, 3
    )
    select day, procedure, door, micro from calendar left join charge using (day) order by day`.execute(
    ctx.db,
  )
  const byDay = new Map<string, Map<string, number>>()
  const totals = new Map<string, number>()
  for (const { day, procedure, door, micro } of rows) {
    const parts = byDay.get(day) ?? new Map<string, number>()
    byDay.set(day, parts)
    if (micro === null) continue
    const key = by === 'door' ? (door ?? 'other') : moduleOf(procedure)
    addTo(parts, key, micro)
    addTo(totals, key, micro)
  }
  return { days: [...byDay].map(([day, parts]) => ({ day, parts: listed(parts) })), totals: listed(totals) }
}
