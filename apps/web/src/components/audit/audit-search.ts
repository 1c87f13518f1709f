import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'
import { checked, day, id, oneOf, text } from '../../search-params.ts'
import type { RawSearch } from '../../search-params.ts'
import type { Door } from '../door-words.ts'

export type AuditPage = inferRouterOutputs<AppRouter>['audit']['list']
export type AuditEntry = AuditPage['items'][number]
export type AuditDetail = inferRouterOutputs<AppRouter>['audit']['get']
export type AuditVerdict = inferRouterOutputs<AppRouter>['audit']['verify']

const PAGE = 30

export const auditDoors = [
  'web',
  'assistant',
  'mcp',
  'rest',
  'cli',
  'workflow',
  'system',
] as const satisfies Door[]

/** The filters of a log, as in the address. */
export interface AuditSearch {
  action?: string
  who?: string
  door?: (typeof auditDoors)[number]
  from?: string
  to?: string
  target?: string
  request?: string
  q?: string
}

export type AuditChange = { [Key in keyof AuditSearch]?: AuditSearch[Key] | undefined }

export const readAuditSearch = (search: RawSearch): AuditSearch =>
  checked({
    action: text(search['action'], 100),
    who: id(search['who']),
    door: oneOf(search['door'], auditDoors),
    from: day(search['from']),
    to: day(search['to']),
    target: text(search['target'], 100),
    request: text(search['request'], 100),
    q: text(search['q']),
  })

export interface PlatformAuditSearch extends AuditSearch {
  /** The organization whose log is shown; without it the platform's own. */
  org?: string
}

export const readPlatformAuditSearch = (search: RawSearch): PlatformAuditSearch =>
  checked({ ...readAuditSearch(search), org: id(search['org']) })

export const hasAuditFilter = (search: AuditSearch): boolean =>
  Object.values(search).some((filter) => filter !== undefined)

/** What a log is asked under these filters; an export asks the same. */
export const auditFilters = ({ action, who, door, from, to, target, request, q }: AuditSearch) => ({
  ...(action !== undefined && { action }),
  ...(who !== undefined && { actorId: who }),
  ...(door !== undefined && { door }),
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  ...(target !== undefined && { target }),
  ...(request !== undefined && { requestId: request }),
  ...(q !== undefined && { search: q }),
})

export const auditPage = (search: AuditSearch) => ({ limit: PAGE, ...auditFilters(search) })

/** "Maeve commented on Fix the seal", in one piece. */
export const toldWords = ({ who, sentence }: Pick<AuditEntry, 'who' | 'sentence'>): string =>
  `${who} ${sentence.map(({ text: words }) => words).join('')}`
