import type { Call } from '../../../platform/calls/call.ts'
import { propertiesOf } from '../../../platform/catalog/entities.ts'
import { worstCaseMicro } from '../../../platform/credits/price-book.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { accessTo } from '../job.ts'
import type { AnswerJob } from '../job.ts'
import { isObject, namedListIn, spokenIn, toldAnswer } from './told.ts'
import type { ListedRows, LookUp } from './understand/types.ts'

/** As many as a page of any list holds. */
const AT_MOST = 100

type Reader = Pick<AnswerJob, 'hub' | 'permissions' | 'org'> & { call: Call }

/** By these a look-up of before says that it cannot be made any more: what it was narrowed to is gone, or no input of this release. */
const GONE: ReadonlySet<ErrorCode> = new Set(['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND'])

async function lookUpAgain({ hub, call }: Reader, { path, input }: LookUp): Promise<unknown> {
  try {
    return await hub.catalog.call(path, input, call)
  } catch (error) {
    if (error instanceof AppError && GONE.has(error.code)) return null
    throw error
  }
}

/** What a look-up finds now, with the person's own rights. */
export async function listedRows(job: Reader, { path, input }: LookUp): Promise<ListedRows | null> {
  const { hub, call, org } = job
  const entry = hub.catalog.get(path)
  if (entry?.meta.effect !== 'read' || accessTo(job, path) !== 'open') return null
  // What has a price is read when it is asked for, and not by the way.
  if (worstCaseMicro(entry.meta, call, input) > 0) return null
  const isPaged = 'limit' in propertiesOf(entry.inputJson)
  const output = await lookUpAgain(job, { path, input: { ...input, ...(isPaged && { limit: AT_MOST }) } })
  const [name, list] = (isObject(output) && namedListIn(output)) || []
  if (!isObject(output) || name === undefined || !list) return null
  const all = output['currency']
  return {
    output,
    rows: list.filter(isObject),
    currency: typeof all === 'string' ? all : org.currency,
    isAll: typeof output['nextCursor'] !== 'string',
    called(row) {
      const told = toldAnswer(hub, path, { ...output, [name]: [row] })
      return spokenIn(hub, { path, input }, told).focus?.[0] ?? null
    },
  }
}
