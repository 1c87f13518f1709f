import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { Check, CircleAlert } from 'lucide-react'
import { useCan, useOrganization } from '../../../../account.ts'
import { useLastLength } from '../../../../components/last-length.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { partsOf, RecordLink } from '../../../../components/sentence.tsx'
import type { DashboardCardProps } from '../../../../modules/web-module.ts'
import { placeOf } from '../../../../shell/places.ts'
import { waitingInput } from '../../../../shell/shell-reads.ts'
import { useIsLive } from '../../../../live.ts'
import { useTRPC } from '../../../../trpc.ts'
import { dashboards } from './dashboards.ts'

type Briefing = inferRouterOutputs<AppRouter>['system']['briefing']
type Line = Briefing['lines'][number]

const REFRESH_MS = 60_000
/** Time alone changes what a day needs, and nobody tells that. */
const LIVE_REFRESH_MS = 5 * REFRESH_MS

/** What every part of the hub says of this person's day. */
export const useBriefing = () =>
  useQuery(
    useTRPC().system.briefing.queryOptions(
      {},
      { refetchInterval: useIsLive() ? LIVE_REFRESH_MS : REFRESH_MS },
    ),
  )

/** How many things need the person; undefined where a part that may need them could not be looked at. */
export function needsIn({ lines, unanswered }: Briefing): number | undefined {
  const count = lines.reduce((sum, line) => sum + (line.kind === 'needs' ? line.count : 0), 0)
  return count === 0 && unanswered.length > 0 ? undefined : count
}

/** What waits for this person and what is good to know, wherever it comes from. */
export function NeedsYou({ today }: DashboardCardProps) {
  const { slug } = useOrganization()
  const query = useBriefing()
  const length = useLastLength(`hub.needs.${slug}`, query.data?.lines.length)
  return (
    <Card flush title="What needs you">
      <Loaded
        query={query}
        failed="What needs you could not be loaded"
        skeleton={<SkeletonRows rows={length} />}
      >
        {(briefing) => <Lines briefing={briefing} today={today} />}
      </Loaded>
    </Card>
  )
}

function Lines({ briefing, today }: DashboardCardProps & { briefing: Briefing }) {
  const { permissions } = useOrganization()
  const { lines, leftOut, unanswered } = briefing
  const steps = dashboards.find(
    ({ firstSteps }) => firstSteps !== undefined && permissions.includes(firstSteps.permission),
  )?.firstSteps
  const needs = lines.filter(({ kind }) => kind === 'needs')
  const known = lines.filter(({ kind }) => kind === 'know')
  const notes = [
    ...(leftOut > 0
      ? [`${leftOut} less pressing ${leftOut === 1 ? 'matter' : 'matters'} beside these.`]
      : []),
    ...(unanswered.length > 0 ? [`Could not be looked at just now: ${unanswered.join(', ')}.`] : []),
  ]
  if (lines.length === 0 && notes.length === 0)
    return steps ? (
      <steps.Steps today={today}>
        <AllDone />
      </steps.Steps>
    ) : (
      <AllDone />
    )
  return (
    <div className="pb-2">
      {needs.length > 0 ? <List label="What needs you" lines={needs} /> : notes.length === 0 && <AllDone />}
      {known.length > 0 && (
        <>
          <h3 className="border-t border-line px-(--card-pad) pt-3 text-12 font-medium text-text-2">
            Good to know
          </h3>
          <List label="Good to know" lines={known} />
        </>
      )}
      {notes.map((note) => (
        <p key={note} className="px-(--card-pad) py-2 text-13 text-text-2">
          {note}
        </p>
      ))}
    </div>
  )
}

const List = ({ label, lines }: { label: string; lines: readonly Line[] }) => (
  <ul aria-label={label}>
    {lines.map((line) => (
      <LineRow key={line.name} line={line} />
    ))}
  </ul>
)

const tones = {
  failure: 'bg-danger-tint text-danger-text',
  deadline: 'bg-warning-tint text-warning-text',
  usual: 'bg-accent-tint text-accent-text',
  know: 'bg-neutral-tint text-text-2',
}

function LineRow({ line }: { line: Line }) {
  const organization = useOrganization()
  const { words, count, kind, urgency, rows } = line
  const isKnown = kind === 'know'
  const Icon = placeOf(partsOf(line.link).path, organization)?.icon ?? CircleAlert
  const { path, search } = partsOf((count === 1 && rows[0]?.link) || line.link)
  const act = count === 1 ? 'Look at it' : 'See all'
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-x-3 px-(--card-pad) py-2.5">
      <span className={`grid size-7 place-items-center rounded-sm ${tones[isKnown ? 'know' : urgency]}`}>
        <Icon aria-hidden="true" />
      </span>
      <span className="min-w-0">
        <span className="block font-medium">{words}</span>
        <span className="block text-13 text-text-2 tablet:truncate">
          <Rows line={line} />
        </span>
      </span>
      <Button
        variant={isKnown ? 'ghost' : 'secondary'}
        aria-label={`${act}: ${words}`}
        render={<Link to={path} search={search} />}
      >
        {act}
      </Button>
    </li>
  )
}

/** What requests would do, by id: "Create a task" alone says too little. The mark beside their page has read them. */
function useWishes(): ReadonlyMap<string, string> {
  const enabled = useCan('approval.decide')
  const { data } = useQuery(useTRPC().approvals.list.queryOptions(waitingInput, { enabled }))
  return new Map(data?.items.flatMap(({ id, preview: [first] }) => (first ? [[id, first.value]] : [])))
}

/** "Order flour, Mend the shelf and 3 more"; the part it is of where its things have no names for this person. */
function Rows({ line: { part, rows, count } }: { line: Line }) {
  const wishes = useWishes()
  if (rows.length === 0) return part
  const more = count - rows.length
  return (
    <>
      {rows.map(({ id, name, link }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          {link === null ? name : <RecordLink to={link}>{name}</RecordLink>}
          {wishes.has(id) && `: ${wishes.get(id)}`}
        </span>
      ))}
      {more > 0 && ` and ${more.toLocaleString('en')} more`}
    </>
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
