import { Card, CardList } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Check } from 'lucide-react'
import { createContext, use } from 'react'
import { useOrganization } from '../../../../account.ts'
import { useLastLength } from '../../../../components/last-length.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import type { Need, Needs } from '../../../../modules/web-module.ts'
import { dashboards } from './dashboards.ts'

/** More would be a list to work through, which the pages behind it are. */
const MOST_ROWS = 9

const nothing: Needs = { data: undefined, error: null, isFetching: false, refetch: () => undefined }

/** What all sources together know; asked once for the page, whose head counts it. */
export const NeedsContext = createContext<Needs>(nothing)

/** Asks every source, those of the hub first. */
export function useNeeds(today: string): Needs {
  const { permissions } = useOrganization()
  const asked = dashboards.flatMap(({ needs }) =>
    needs ? [{ needs: needs.useNeeds(today), isAllowed: permissions.includes(needs.permission) }] : [],
  )
  const sources = asked.filter(({ isAllowed }) => isAllowed).map(({ needs }) => needs)
  const known = sources.flatMap(({ data }) => data ?? [])
  return {
    data:
      known.length === sources.length
        ? {
            rows: known.flatMap(({ rows }) => rows),
            count: known.reduce((sum, { count }) => sum + count, 0),
            isNew: known.every(({ isNew }) => isNew),
          }
        : undefined,
    error: sources.find(({ error }) => error)?.error,
    isFetching: sources.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(sources.map(({ refetch }) => refetch())),
  }
}

/** What waits for this person, wherever it comes from. */
export function NeedsYou() {
  const { slug, permissions } = useOrganization()
  const query = use(NeedsContext)
  const length = useLastLength(`hub.needs.${slug}`, query.data && Math.min(query.data.rows.length, MOST_ROWS))
  const steps = dashboards.find(
    ({ firstSteps }) => firstSteps !== undefined && permissions.includes(firstSteps.permission),
  )?.firstSteps
  return (
    <Card flush title="What needs you">
      <Loaded
        query={query}
        failed="What needs you could not be loaded"
        skeleton={<SkeletonRows rows={length} />}
      >
        {({ rows, isNew }) => {
          if (isNew && steps) return <steps.Steps />
          if (rows.length === 0) return <AllDone />
          return (
            <CardList label="What needs you">
              {rows.slice(0, MOST_ROWS).map((need) => (
                <NeedRow key={need.id} need={need} />
              ))}
            </CardList>
          )
        }}
      </Loaded>
    </Card>
  )
}

const tones = {
  accent: 'bg-accent-tint text-accent-text',
  warning: 'bg-warning-tint text-warning-text',
  danger: 'bg-danger-tint text-danger-text',
}

function NeedRow({ need: { tone, icon: Icon, title, detail, act } }: { need: Need }) {
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-x-3 px-(--card-pad) py-2.5 max-tablet:grid-cols-[28px_minmax(0,1fr)]">
      <span className={`grid size-7 place-items-center rounded-sm ${tones[tone]}`}>
        <Icon aria-hidden="true" />
      </span>
      <span className="min-w-0">
        <span className="block font-medium tablet:truncate">{title}</span>
        <span className="block text-13 text-text-2 tablet:truncate">{detail}</span>
      </span>
      <span className="max-tablet:col-start-2 max-tablet:mt-2 max-tablet:empty:hidden">{act}</span>
    </li>
  )
}

function AllDone() {
  return (
    <p className="flex items-center gap-2.5 px-(--card-pad) pt-1 pb-5 text-text-2">
      <Check aria-hidden="true" className="text-success-text" />
      Nothing waits for you. The rest of the day is yours.
    </p>
  )
}
