import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Credits } from '@hub/ui/credits'
import { Menu, MenuItem } from '@hub/ui/menu'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { Tag } from '@hub/ui/tag'
import { formatTime } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { Workflow as Flow } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import type { RunWithSteps } from './flow.ts'
import { RunState } from './run-state.tsx'
import { RunStepCard } from './run-step-card.tsx'
import { RunSteps } from './run-steps.tsx'
import { RunTimeline, spentIn } from './run-timeline.tsx'
import { ranIn, treeOf } from './run-tree.ts'
import { isOver, startedWords, tookWords, whyItWaits } from './run-words.ts'
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
export function RunPage({ run, path, isAsked, onPath }: RunPageProps) {
  const now = Date.now()
  const entries = treeOf(run)
  const step = run.steps.find((one) => one.path === path) ?? mostUrgent(run)
  const all = ranIn(entries)
  const done = all.filter((one) => one.run?.status === 'done').length
  return (
    <>
      <Head run={run} />
      {isAsked && !run.steps.some(({ mayDecide }) => mayDecide) && (
        <Note title="Nothing is asked of you here any more" className="mb-4">
          It was decided, or is no longer asked.
        </Note>
      )}
      <Why run={run} />
      <Figures run={run} now={now} />
      <div className="grid grid-cols-1 items-start gap-(--gap) desk:grid-cols-[minmax(0,8fr)_minmax(0,7fr)]">
        <Card flush title="Steps" note={`${all.length}, of which ${done} done`}>
          <div className="px-2 pb-3">
            <RunSteps entries={entries} now={now} selected={step?.path ?? null} onSelect={onPath} />
          </div>
        </Card>
        {step && <RunStepCard key={step.path} run={run} step={step} isAsked={isAsked} />}
      </div>
    </>
  )
}

function Head({ run }: { run: RunWithSteps }) {
  const timeZone = useTimeZone()
  const at = formatTime(run.createdAt, 'full', { now: Date.now(), timeZone, locale: 'en-GB' })
  return (
    <PageHeader
      title={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          Run {run.number}
          <RunState run={run} />
          <Tag>{run.version === null ? 'Test of the draft' : `Version ${run.version}`}</Tag>
        </span>
      }
      description={`${run.workflowName}, ${at}. ${startedWords(run)}, with the rights of ${run.actsAsName}.`}
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
      <Button
        render={<Link to="/o/$org/workflows/$workflow" params={{ org: slug, workflow: run.workflowId }} />}
      >
        <Flow aria-hidden="true" />
        Open in editor
      </Button>
    </>
  )
}

function RetryMenu({ run }: { run: RunWithSteps }) {
  const retry = useRetry(run)
  const isTest = run.version === null
  return (
    <Menu align="end" trigger={<Button pending={retry.isPending}>Try again</Button>}>
      {run.status !== 'done' && (
        <MenuItem onClick={() => retry.mutate({ version: 'same' })}>From what failed</MenuItem>
      )}
      <MenuItem onClick={() => retry.mutate({ from: 'start', version: 'same' })}>
        From the start, as it was
      </MenuItem>
      {!isTest && (
        <MenuItem onClick={() => retry.mutate({ from: 'start', version: 'current' })}>
          From the start, with the version in force
        </MenuItem>
      )}
    </Menu>
  )
}

/** Why it does not go on, or how it failed. */
function Why({ run }: { run: RunWithSteps }) {
  const why = whyItWaits(run)
  if (run.status === 'failed' && run.error !== null)
    return (
      <Note tone="danger" title={run.error.message} className="mb-4">
        What was done before stays done.
      </Note>
    )
  if (why === undefined) return null
  const since = run.steps.find(({ status }) => status === 'waiting')?.startedAt
  return (
    <Note tone={run.status === 'paused' ? 'warning' : 'info'} title={why} className="mb-4">
      {since !== undefined && <Since at={since} />}
    </Note>
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
        <dl className="flex gap-8">
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
