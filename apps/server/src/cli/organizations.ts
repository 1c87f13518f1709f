import { AppError } from '@hub/api/server'
import type { Hub } from '@hub/api/server'

/** What a check says that had nothing to look at; no word at all would look like a good one. */
export const NONE_YET = 'There is no organization on this hub yet, so there is nothing to recompute.'

/** Every organization of the hub, or the one of that name. Throws a NOT_FOUND where there is none. */
export async function organizationsOf(
  hub: Pick<Hub, 'db'>,
  slug: string | undefined,
): Promise<{ id: string; slug: string }[]> {
  const all = hub.db.system.selectFrom('organization').select(['id', 'slug']).orderBy('id')
  const organizations = await (slug === undefined ? all : all.where('slug', '=', slug)).execute()
  if (slug !== undefined && organizations.length === 0)
    throw new AppError('NOT_FOUND', { message: `There is no organization ${slug} on this hub.` })
  return organizations
}
