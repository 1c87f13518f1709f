import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { getView } from '../../../features/views/service.ts'
import type { ListedObject } from '../objects/schema.ts'
import { searchObjects } from '../objects/search.ts'
import { OBJECTS, objectsShown } from './list.ts'
import type { OpenView } from './schema.ts'

/** The objects of a view, in its order. */
export async function openView(
  ctx: OrgContext,
  { id, cursor, limit }: OpenView,
): Promise<Page<ListedObject>> {
  const { list, ofId, shown, title } = await getView(ctx, { id })
  if (list !== OBJECTS || ofId === null)
    throw new AppError('BAD_REQUEST', {
      message: `This is a view of ${title}, and not of the data. Open it on the page of that list.`,
    })
  const { filters, order } = objectsShown(shown)
  return searchObjects(ctx, {
    typeId: ofId,
    ...filters,
    ...order,
    limit,
    ...(cursor !== undefined && { cursor }),
  })
}
