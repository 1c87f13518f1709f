import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Docket } from '@hub/ui/docket'
import { CopyButton } from '@hub/ui/copy-button'
import { Field } from '@hub/ui/field'
import { Note } from '@hub/ui/note'
import { Textarea } from '@hub/ui/textarea'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Hand } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { labelOf } from '../../../../../components/field-label.ts'
import type { RunWithSteps, StepRun } from './flow.ts'
import { clockIn } from './run-clock.ts'
import { stepLooks, stepTones } from './run-steps.tsx'
import { spanOf } from './run-timeline.tsx'
import { isOver, startedWords } from './run-words.ts'
import { Said, answerOf } from './said.tsx'
import { useRetry } from './use-run.ts'

export interface RunStepCardProps {
  run: RunWithSteps
  step: StepRun
  /** The reader came to decide: what is asked has the focus. */
  isAsked: boolean
}

/** What went into a step and came out of it, and what can be done about it. */
export function RunStepCard({ run, step, isAsked }: RunStepCardProps) {
  const timeZone = useTimeZone()
  const [from, to] = spanOf(step, Date.now())
  const time = clockIn(timeZone, to - from)
  const when = step.finishedAt === null ? `since ${time(from)}` : `${time(from)} to ${time(to)}`
  const answer = answerOf(step)
  const state = step.mayDecide ? 'Waiting for you' : stepLooks[step.status].word
  return (
    <Card
      title={step.title}
      note={step.attempt > 1 ? `${when}, tried ${step.attempt} times` : when}
      action={<Status tone={stepTones[step.status]}>{state}</Status>}
    >
      <div className="flex flex-col gap-4">
        <Trouble run={run} step={step} />
        {step.status === 'waiting' && step.error === null && step.waitUntil !== null && (
          <p className="text-13 text-text-2">
            It waits until <Time value={step.waitUntil} format="full" timeZone={timeZone} plain /> at most.
          </p>
        )}
        {step.question !== null && (
          <Decision key={step.startedAt} run={run} step={step} question={step.question} isAsked={isAsked} />
        )}
        {step.isHidden && (
          <p className="text-13 text-text-2">
            What went in and came out is shown to those who may see everything this workflow looks at. Your
            role does not let you see some of it; whoever manages your team can change that.
          </p>
        )}
        {/* What was asked stands above already. */}
        {step.question === null && <Values title="Went in" value={step.input} />}
        {answer ? <Said answer={answer} /> : <Values title="Came out" value={step.output} />}
        <RetryFromHere run={run} step={step} />
      </div>
    </Card>
  )
}

/** What a step was told to do cannot be done: the same again would fail the same way. */
const OF_SETTINGS = new Set(['BAD_REQUEST', 'NOT_FOUND', 'PAYLOAD_TOO_LARGE'])

const isOfSettings = ({ status, error }: StepRun): boolean =>
  status === 'failed' && error !== null && OF_SETTINGS.has(error.code)

/** It can be told otherwise: its workflow is still there to be changed. */
const canMend = (run: RunWithSteps, step: StepRun): boolean => isOfSettings(step) && !run.isWorkflowRemoved

function Trouble({ run, step }: Omit<RunStepCardProps, 'isAsked'>) {
  const { error, status } = step
  if (error === null) return null
  return (
    <Note tone={status === 'failed' ? 'danger' : 'warning'} title={error.message}>
      {status === 'failed' ? <WhatNow run={run} step={step} /> : 'It is tried again by itself.'}
    </Note>
  )
}

/** A run keeps the version it began with, so what is mended in the editor is for one that starts anew. */
function WhatNow({ run, step }: Omit<RunStepCardProps, 'isAsked'>) {
  const { slug } = useOrganization()
  if (!canMend(run, step))
    return 'When what it says is put right, retry from here. What was done before stays done.'
  return (
    <>
      <Link
        to="/o/$org/workflows/$workflow"
        params={{ org: slug, workflow: run.workflowId }}
        search={{ step: step.stepId }}
      >
        Mend the step in the editor
      </Link>
      {run.version === null
        ? ', then test it again: “Retry from here” runs it as it was.'
        : ' and publish it, then start again with the version in force, which does every step anew. “Retry from here” runs this step as it was.'}
    </>
  )
}

/** What it was started with. */
export function RunStartCard({ run }: { run: RunWithSteps }) {
  const isEmpty = run.input === null || (isPlain(run.input) && Object.keys(run.input).length === 0)
  const isHidden = run.steps.some((step) => step.isHidden)
  return (
    <Card title="Start" note={startedWords(run)}>
      {isEmpty ? (
        <p className="text-13 text-text-2">
          {isHidden ? 'What it was started with is not shown to you.' : 'Nothing was asked for.'}
        </p>
      ) : (
        <Values title="It got" value={run.input} />
      )}
    </Card>
  )
}

function RetryFromHere({ run, step }: Omit<RunStepCardProps, 'isAsked'>) {
  const canRun = useCan('workflow.run')
  const retry = useRetry(run)
  if (!canRun || !isOver(run) || run.status === 'done') return null
  const isHopeless = isOfSettings(step)
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        variant={step.status === 'failed' && !isHopeless ? 'primary' : 'secondary'}
        pending={retry.isPending}
        onClick={() => retry.mutate({ from: step.path, version: 'same' })}
      >
        Retry from here
      </Button>
      {canMend(run, step) && run.version !== null && (
        <Button
          disabled={retry.isPending}
          onClick={() => retry.mutate({ from: 'start', version: 'current' })}
        >
          Start again with the version in force
        </Button>
      )}
    </div>
  )
}

/** Yes or no, by whoever is asked, once. */
function Decision({ run, step, question, isAsked }: RunStepCardProps & { question: string }) {
  const { client, queryClient, trpc } = useHub()
  const [note, setNote] = useState('')
  // A second press of the same button is the same decision.
  const [key] = useState(newKey)
  const asked = useRef<HTMLElement>(null)
  const isFocused = isAsked && step.mayDecide
  useEffect(() => {
    if (isFocused) asked.current?.focus()
  }, [isFocused])
  const decide = useMutation({
    mutationFn: (decision: 'yes' | 'no') =>
      client.workflows.runs.decide.mutate({
        runId: run.id,
        path: step.path,
        decision,
        note,
        idempotencyKey: key,
      }),
    onSuccess(changed, decision) {
      queryClient.setQueryData(trpc.workflows.runs.get.queryKey({ id: run.id }), changed)
      showToast(decision === 'yes' ? 'Approved. It goes on.' : 'Declined.')
    },
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.workflows.runs.pathFilter()),
  })
  const [title = '', ...more] = question.trim().split('\n')
  const choose = (decision: 'yes' | 'no') => !decide.isPending && decide.mutate(decision)
  return (
    <section
      ref={asked}
      tabIndex={-1}
      aria-label="What is asked"
      className="scroll-my-24 overflow-clip rounded-lg border border-accent-line"
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 bg-accent-tint px-4 py-3">
        <Hand aria-hidden="true" className="flex-none text-accent-text" />
        <h3 className="min-w-0 font-semibold wrap-anywhere">{title}</h3>
        {step.mayDecide && (
          <span className="ml-auto text-12 text-text-2 max-tablet:ml-0 max-tablet:basis-full">
            Nothing goes on until you approve
          </span>
        )}
      </div>
      <div className="flex flex-col gap-4 p-4 empty:hidden">
        {more.length > 0 && (
          <Docket>
            <p className="text-13 whitespace-pre-wrap wrap-anywhere">{more.join('\n').trim()}</p>
          </Docket>
        )}
        {step.mayDecide && (
          <>
            <Field label="Note" optional>
              <Textarea rows={2} value={note} onChange={({ target }) => setNote(target.value)} />
            </Field>
            <div className="flex flex-wrap gap-2">
              <Button
                variant="primary"
                pending={decide.isPending && decide.variables === 'yes'}
                onClick={() => choose('yes')}
              >
                Approve
              </Button>
              <Button pending={decide.isPending && decide.variables === 'no'} onClick={() => choose('no')}>
                Decline
              </Button>
            </div>
          </>
        )}
        {!step.mayDecide && step.status === 'waiting' && (
          <p className="text-12 text-text-2">Somebody else decides on this.</p>
        )}
      </div>
    </section>
  )
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isNothing = (value: unknown): boolean => value === null || value === ''

/** Ids and versions say nothing to people; whoever needs them copies what is here. */
const isForPrograms = (name: string): boolean => /^(?:id|version)$|Id$/.test(name)

function rowsOf(value: unknown): (readonly [name: string, value: unknown])[] {
  if (!isPlain(value)) return [['', value]]
  const all = Object.entries(value).filter(([, one]) => !isNothing(one))
  const spoken = all.filter(([name]) => !isForPrograms(name))
  return spoken.length > 0 ? spoken : all
}

/** Values by name; what is more than a few words as it is. */
function Values({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null
  const rows = rowsOf(value)
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <div className="mb-1 flex items-center justify-between">
        <h3 className="text-13 font-semibold">{title}</h3>
        <CopyButton label={`Copy what ${title.toLowerCase()}`} text={JSON.stringify(value, null, 2)} />
      </div>
      <dl className="grid grid-cols-[minmax(80px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        {rows.map(([name, one]) => (
          <Row key={name} name={name} value={one} />
        ))}
      </dl>
    </section>
  )
}

/** Lists that hold people, by name. */
const OF_PEOPLE = new Set(['sentTo', 'to', 'deciders', 'recipients'])

/** A value as one reads it: short lists in a line, and none at all in words. */
export function valueWords(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (isPlain(value) && Object.keys(value).length === 0) return 'nothing'
  if (!Array.isArray(value)) return JSON.stringify(value, null, 1)
  if (value.length === 0) return OF_PEOPLE.has(name) ? 'nobody' : 'nothing'
  return value.every((one) => typeof one === 'string') ? value.join(', ') : JSON.stringify(value, null, 1)
}

function Row({ name, value }: { name: string; value: unknown }): ReactNode {
  return (
    <>
      <dt className="text-text-2">{name === '' ? 'Value' : labelOf(name)}</dt>
      <dd className="max-h-48 min-w-0 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {valueWords(name, value)}
      </dd>
    </>
  )
}
