import type { TestOrg } from '../../../testing/index.ts'

/** Every object of a type that is here, by the type's name for several. */
export async function allObjects(org: TestOrg, plural: string) {
  const { items } = await org.api.modules.foundry.types.list({ search: plural })
  const typeId = items.find((type) => type.plural === plural)?.id ?? ''
  const found = []
  let cursor: string | undefined
  do {
    const page = await org.api.modules.foundry.objects.search({
      typeId,
      limit: 100,
      ...(cursor !== undefined && { cursor }),
    })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}

/** Reads what changed at a service. Answers what came of it. */
export async function readAll(org: TestOrg, id: string): Promise<{ created: number; changed: number }> {
  const sum = { created: 0, changed: 0 }
  const { streams } = await org.api.connectors.connections.get({ id })
  for (const stream of streams) {
    for (let isMore = true; isMore;) {
      const step = await org.api.connectors.syncs.step({ id: stream.id })
      sum.created += step.created
      sum.changed += step.changed
      ;({ isMore } = step)
    }
  }
  return sum
}
