import type { OrgContext } from '../../platform/calls/context.ts'
import { idsIn, rowsOf } from '../../platform/catalog/entities.ts'
import type { Definition, Step } from './definition/schema.ts'
import { inputOf, procedureOf } from './definition/steps.ts'

function recordsOf({ hub }: OrgContext, step: Step) {
  const path = procedureOf(hub, step)?.path ?? null
  const entry = path === null ? undefined : hub.catalog.get(path)
  return entry ? idsIn(inputOf(hub, step), entry.inputJson) : []
}

/** What the records that a draft names are called, as far as the caller may know: its form shows names and not ids. */
export async function namesIn(ctx: OrgContext, { steps }: Definition): Promise<Record<string, string>> {
  const { hub, db, permissions } = ctx
  const seen = steps
    .flatMap((step) => recordsOf(ctx, step))
    .filter(({ entity }) => {
      const permission: string | undefined = hub.entities.get(entity)?.permission
      return permission !== undefined && (permissions as ReadonlySet<string>).has(permission)
    })
  const rows = await rowsOf('names', { db, hub }, seen)
  return Object.fromEntries([...rows.values()].map(({ id, name }) => [id, name]))
}
