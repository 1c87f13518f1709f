interface Act {
  action: string
  entity: string
  entityId: string | null
}

/**
 * The acts that people need to read, of a list with the newest first. A request leaves an entry when it is
 * made, decided and done; the last decision tells them all.
 */
export function worthTelling<Item extends Act>(items: readonly Item[]): Item[] {
  const told = new Set<string>()
  return items.filter(({ action, entity, entityId }) => {
    if (action === 'approval.done') return false
    if (entity !== 'approval' || entityId === null) return true
    const isNew = !told.has(entityId)
    told.add(entityId)
    return isNew
  })
}
