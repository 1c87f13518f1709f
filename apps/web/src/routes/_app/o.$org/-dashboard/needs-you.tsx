import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { IconButton } from '@hub/ui/icon-button'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { Check, CircleAlert, RefreshCw } from 'lucide-react'
import { useCan, useOrganization } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
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

/** The first looks come soon after each other where a hub just started was too busy; what is broken is then read as usual. */
const AT_FIRST = { everyMs: 5_000, times: 3 }

/** What every part of the hub says of this person's day. */
export function useBriefing() {
  const usual = useIsLive() ? LIVE_REFRESH_MS : REFRESH_MS
  return useQuery(
    useTRPC().system.briefing.queryOptions(
      {},
      {
        refetchInterval: ({ state: { data, dataUpdateCount } }) =>
          data && data.unanswered.length > 0 && dataUpdateCount <= AT_FIRST.times ? AT_FIRST.everyMs : usual,
      },
    ),
  )
}

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
    <Card
      flush
      title="Today’s briefing"
      note={<Made query={query} />}
      action={
        <IconButton
          size="sm"
          label="Look again"
          aria-busy={query.isFetching}
          onClick={() => void query.refetch()}
        >
          <RefreshCw />
        </IconButton>
      }
    >
      <Loaded
        query={query}
        failed="The briefing could not be loaded"
        skeleton={<SkeletonRows rows={length} />}
      >
        {(briefing) => <Lines briefing={briefing} today={today} />}
      </Loaded>
    </Card>
  )
}

/** "from 7 parts at 09:00" */
function Made({ query: { data, dataUpdatedAt } }: { query: ReturnType<typeof useBriefing> }) {
  const timeZone = useTimeZone()
  if (data === undefined) return null
  const at = new Date(dataUpdatedAt).toISOString()
  return (
    <span className="max-tablet:hidden">
      from {data.parts} {data.parts === 1 ? 'part' : 'parts'} at{' '}
      <Time plain value={at} format="time" timeZone={timeZone} />
      {data.unanswered.length > 0 && `, without ${data.unanswered.join(', ')}`}
    </span>
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
      {needs.length > 0 ? (
        <List title="Needs you" lines={needs} from={1} />
      ) : (
        notes.length === 0 && <AllDone />
      )}
      {known.length > 0 && <List title="Good to know" lines={known} from={needs.length + 1} />}
      {notes.map((note) => (
        <p key={note} className="px-(--card-pad) py-2 text-13 text-text-2">
          {note}
        </p>
      ))}
    </div>
  )
}

interface ListProps {
  title: string
  lines: readonly Line[]
  /** The rank of its first line: the briefing counts on. */
  from: number
}

function List({ title, lines, from }: ListProps) {
  return (
    <section className={from > 1 ? 'mt-1 border-t border-line' : undefined}>
      <h3 className="px-(--card-pad) pt-2 pb-0.5 text-12 font-medium text-text-3">{title}</h3>
      <ol aria-label={title} start={from}>
        {lines.map((line, at) => (
          <LineRow key={line.name} line={line} rank={from + at} />
        ))}
      </ol>
    </section>
  )
}

const tones = {
  failure: 'bg-danger-tint text-danger-text',
  deadline: 'bg-warning-tint text-warning-text',
  usual: 'bg-accent-tint text-accent-text',
  know: 'bg-neutral-tint text-text-2',
}

function LineRow({ line, rank }: { line: Line; rank: number }) {
  const organization = useOrganization()
  const { words, act, count, kind, urgency, rows } = line
  const isKnown = kind === 'know'
  const Icon = placeOf(partsOf(line.link).path, organization)?.icon ?? CircleAlert
  const { path, search } = partsOf((count === 1 && rows[0]?.link) || line.link)
  return (
    <li className="flex gap-3 px-(--card-pad) py-2">
      <span aria-hidden="true" className="w-3 text-12 leading-7 text-text-3 tabular-nums max-tablet:hidden">
        {rank}
      </span>
      <span
        className={`grid size-7 flex-none place-items-center rounded-sm ${tones[isKnown ? 'know' : urgency]}`}
      >
        <Icon aria-hidden="true" />
      </span>
      <span className="min-w-0 flex-1 items-center gap-3 tablet:flex">
        <span className="block min-w-0 flex-1">
          <span className="block font-medium">{words}</span>
          <span className="block text-13 text-text-2 tablet:truncate">
            <Rows line={line} />
          </span>
        </span>
        <Button
          size="sm"
          variant={isKnown ? 'ghost' : 'secondary'}
          className="min-w-28 max-tablet:mt-2"
          aria-label={`${act}: ${words}`}
          render={<Link to={path} search={search} />}
        >
          {act}
        </Button>
      </span>
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
function Rows({ line: { part, rows, count, words } }: { line: Line }) {
  const wishes = useWishes()
  // What the line names already would be said twice.
  if (rows.every(({ name }) => words.includes(name))) return part
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
