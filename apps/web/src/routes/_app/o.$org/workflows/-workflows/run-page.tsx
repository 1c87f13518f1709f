import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Credits } from '@hub/ui/credits'
import { Menu, MenuItem } from '@hub/ui/menu'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { Tag } from '@hub/ui/tag'
import { formatTime } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { Workflow as Flow } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useCan, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { useNarrow } from '../../../../../components/use-phone.ts'
import type { RunWithSteps, StepRun } from './flow.ts'
import { clockIn } from './run-clock.ts'
import { RunState } from './run-state.tsx'
import { RunStartCard, RunStepCard } from './run-step-card.tsx'
import { RunSteps, StepDot, numberColumns, rowLook, stepLooks } from './run-steps.tsx'
import { RunTimeline, spentIn } from './run-timeline.tsx'
import { asPaused, ranIn, treeOf } from './run-tree.ts'
import { isOver, startedAtWords, startedWords, tookWords, waitsForReader, whyItWaits } from './run-words.ts'
import { START, startTitle } from './start-words.ts'
import { useRetry, useStop } from './use-run.ts'

export interface RunPageProps {
  run: RunWithSteps
  /** The path of the step that is open; without one what presses most. */
  path: string | undefined
  /** The reader came to decide: what is asked has the focus. */
  isAsked: boolean
  onPath: (path: string) => void
}

const urgent = ['failed', 'waiting', 'running'] as const

/** What comes first to mind: the step that one can decide on, else what failed, waits or runs. */
function mostUrgent({ steps }: RunWithSteps) {
  const asked = steps.find(({ mayDecide }) => mayDecide)
  if (asked) return asked
  const ofState = urgent.map((state) => steps.findLast(({ status }) => status === state))
  return ofState.find((step) => step !== undefined) ?? steps.at(-1)
}

/** Everything about one run. */
export function RunPage({ run: given, path, isAsked, onPath }: RunPageProps) {
  const run = asPaused(given)
  const now = Date.now()
  const entries = treeOf(run)
  const isStart = path === START || run.steps.length === 0
  const step = isStart ? undefined : (run.steps.find((one) => one.path === path) ?? mostUrgent(run))
  const all = ranIn(entries)
  const done = all.filter((one) => one.run?.status === 'done').length
  const isNarrow = useNarrow()
  const top = useRef<HTMLDivElement>(null)
  const open = (next: string) => {
    onPath(next)
    top.current?.scrollIntoView({ block: 'start' })
  }
  const card = step ? (
    <RunStepCard key={step.path} run={run} step={step} isAsked={isAsked} />
  ) : (
    <RunStartCard run={run} />
  )
  return (
    <>
      <Head run={run} />
      {isAsked && !run.steps.some(({ mayDecide }) => mayDecide) && (
        <Note title="Nothing is asked of you here any more" className="mb-4">
          It was decided, or is no longer asked.
        </Note>
      )}
      <Why run={run} shown={step} />
      <Figures run={run} now={now} />
      <div className="grid grid-cols-1 items-start gap-(--gap) desk:grid-cols-[minmax(0,8fr)_minmax(0,7fr)]">
        {/* Where both do not stand side by side, what presses comes first. */}
        {isNarrow && (
          <div ref={top} className="scroll-mt-16">
            {card}
          </div>
        )}
        <Card
          flush
          title="Steps"
          note={`${all.length}, of which ${done} done`}
          action={
            <span aria-hidden="true" className={clsx(numberColumns, 'max-tablet:hidden')}>
              <span className="w-[76px] text-right">took</span>
              <span className="w-14 text-right">credits</span>
            </span>
          }
        >
          <div className="px-2 pb-3">
            <StartRow run={run} isOpen={isStart} onOpen={() => open(START)} />
            <RunSteps entries={entries} run={run} now={now} selected={step?.path ?? null} onSelect={open} />
          </div>
        </Card>
        {!isNarrow && card}
      </div>
    </>
  )
}

interface StartRowProps {
  run: RunWithSteps
  isOpen: boolean
  onOpen: () => void
}

/** What started it, before its first step. */
function StartRow({ run, isOpen, onOpen }: StartRowProps) {
  const { box, icon } = stepLooks.done
  const timeZone = useTimeZone()
  const at = clockIn(timeZone, 0)(Date.parse(run.createdAt))
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      onClick={onOpen}
      className={clsx(rowLook, 'cursor-pointer', isOpen ? 'bg-selected' : 'hover:bg-hover')}
    >
      <StepDot box={box}>{icon}</StepDot>
      <span className="min-w-0 flex-1">
        <span className="block font-medium wrap-anywhere">
          {run.startedBy === 'schedule' ? startTitle(run.definition) : 'Start'}
        </span>
        <span className="block text-13 text-text-2 wrap-anywhere">{startedAtWords(run, at)}</span>
      </span>
    </button>
  )
}

function Head({ run }: { run: RunWithSteps }) {
  const timeZone = useTimeZone()
  const at = formatTime(run.createdAt, 'full', { now: Date.now(), timeZone, locale: 'en-GB' })
  const rights = run.startedByName === run.actsAsName ? '' : `, with the rights of ${run.actsAsName}`
  const waits = run.status === 'waiting' ? ` ${whyItWaits(run) ?? ''}` : ''
  return (
    <PageHeader
      title={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          Run {run.number}
          <RunState run={run} isAsked={waitsForReader(run)} />
          <Tag>{run.version === null ? 'Test of the draft' : `Version ${run.version}`}</Tag>
          {run.isWorkflowRemoved && <Tag>Workflow removed</Tag>}
        </span>
      }
      description={`${run.workflowName}, ${at}. ${startedWords(run)}${rights}.${waits}`}
      actions={<Acts run={run} />}
    />
  )
}

function Acts({ run }: { run: RunWithSteps }) {
  const { slug } = useOrganization()
  const canRun = useCan('workflow.run')
  const stop = useStop(run)
  return (
    <>
      {canRun && !isOver(run) && !run.isBeingCanceled && (
        <Button
          variant="danger-quiet"
          pending={stop.isPending}
          pendingLabel="Stopping"
          onClick={() => stop.mutate()}
        >
          Stop run
        </Button>
      )}
      {canRun && isOver(run) && <RetryMenu run={run} />}
      {!run.isWorkflowRemoved && (
        <Button
          render={<Link to="/o/$org/workflows/$workflow" params={{ org: slug, workflow: run.workflowId }} />}
        >
          <Flow aria-hidden="true" />
          Open in editor
        </Button>
      )}
    </>
  )
}

function RetryMenu({ run }: { run: RunWithSteps }) {
  const retry = useRetry(run)
  const hasVersions = run.version !== null && !run.isWorkflowRemoved
  return (
    <Menu align="end" trigger={<Button pending={retry.isPending}>Try again</Button>}>
      {run.status !== 'done' && (
        <MenuItem onClick={() => retry.mutate({ version: 'same' })}>
          {run.status === 'canceled' ? 'From where it was stopped' : 'From what failed'}
        </MenuItem>
      )}
      <MenuItem onClick={() => retry.mutate({ from: 'start', version: 'same' })}>
        From the start, as it was
      </MenuItem>
      {hasVersions && (
        <MenuItem onClick={() => retry.mutate({ from: 'start', version: 'current' })}>
          From the start, with the version in force
        </MenuItem>
      )}
    </Menu>
  )
}

interface WhyProps {
  run: RunWithSteps
  /** What is open, which says by itself what failed in it. */
  shown: StepRun | undefined
}

/** Why it does not go on, or how it failed, where nothing else on the page says so. */
function Why({ run, shown }: WhyProps) {
  const why = whyItWaits(run)
  if (run.status === 'failed' && run.error !== null)
    return shown?.error?.message === run.error.message ? null : (
      <Note tone="danger" title={run.error.message} className="mb-4">
        What was done before stays done.
      </Note>
    )
  if (why === undefined || run.status === 'waiting') return null
  const since = run.steps.find(({ status }) => status === 'waiting')?.startedAt
  return (
    <Note tone={run.status === 'paused' ? 'warning' : 'info'} title={why} className="mb-4">
      {since !== undefined && <Since at={since} />}
      {run.status === 'paused' && <TopUp />}
    </Note>
  )
}

function TopUp() {
  const { slug } = useOrganization()
  if (!useCan('credits.read')) return null
  return (
    <>
      {' '}
      <Link to="/o/$org/credits" params={{ org: slug }}>
        See the credits
      </Link>
    </>
  )
}

function Since({ at }: { at: string }) {
  const timeZone = useTimeZone()
  return `Since ${formatTime(at, 'smart', { now: Date.now(), timeZone, locale: 'en-GB' })}.`
}

function Figures({ run, now }: { run: RunWithSteps; now: number }) {
  const { worked, waited } = spentIn(run, now)
  return (
    <Card className="mb-(--gap)">
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          <Figure name="Worked">{tookWords(worked)}</Figure>
          <Figure name="Waited">{tookWords(waited)}</Figure>
          <Figure name="Charged">
            <Credits unit micro={run.costMicro} />
          </Figure>
        </dl>
        <RunTimeline run={run} now={now} />
      </div>
    </Card>
  )
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-12 text-text-2">{name}</dt>
    <dd className="font-medium whitespace-nowrap tabular-nums">{children}</dd>
  </div>
)
