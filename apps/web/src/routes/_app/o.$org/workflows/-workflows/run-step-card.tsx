import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { CopyButton } from '@hub/ui/copy-button'
import { Field } from '@hub/ui/field'
import { Note } from '@hub/ui/note'
import { Textarea } from '@hub/ui/textarea'
import { Time, formatTime } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { RunWithSteps, StepRun } from './flow.ts'
import { isOver } from './run-words.ts'
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
  const time = (at: string) => formatTime(at, 'time', { now: Date.now(), timeZone, locale: 'en-GB' })
  const when =
    step.finishedAt === null
      ? `since ${time(step.startedAt)}`
      : `${time(step.startedAt)} to ${time(step.finishedAt)}`
  return (
    <Card title={step.title} note={step.attempt > 1 ? `${when}, tried ${step.attempt} times` : when}>
      <div className="flex flex-col gap-4">
        {step.error !== null && (
          <Note tone={step.status === 'failed' ? 'danger' : 'warning'} title={step.error.message}>
            {step.status === 'failed'
              ? 'Mend what it says, then retry from here.'
              : 'It is tried again by itself.'}
          </Note>
        )}
        {step.status === 'waiting' && step.error === null && step.waitUntil !== null && (
          <p className="text-13 text-text-2">
            It waits until <Time value={step.waitUntil} format="full" timeZone={timeZone} plain /> at most.
          </p>
        )}
        {step.question !== null && (
          <Decision key={step.startedAt} run={run} step={step} question={step.question} isAsked={isAsked} />
        )}
        <Values title="Went in" value={step.input} />
        <Values title="Came out" value={step.output} />
        <RetryFromHere run={run} step={step} />
      </div>
    </Card>
  )
}

function RetryFromHere({ run, step }: Omit<RunStepCardProps, 'isAsked'>) {
  const canRun = useCan('workflow.run')
  const retry = useRetry(run)
  if (!canRun || !isOver(run) || run.status === 'done') return null
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        variant={step.status === 'failed' ? 'primary' : 'secondary'}
        pending={retry.isPending}
        onClick={() => retry.mutate({ from: step.path, version: 'same' })}
      >
        Retry from here
      </Button>
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
  const choose = (decision: 'yes' | 'no') => !decide.isPending && decide.mutate(decision)
  return (
    <section
      ref={asked}
      tabIndex={-1}
      aria-label="What is asked"
      className="flex scroll-my-24 flex-col gap-3 rounded-md border border-accent-line p-3.5"
    >
      <p className="whitespace-pre-wrap wrap-anywhere">{question}</p>
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
    </section>
  )
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values by name; what is more than a few words as it is. */
function Values({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null
  const rows = isPlain(value) ? Object.entries(value) : [['', value] as const]
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <div className="mb-1 flex items-center justify-between">
        <h3 className="text-13 font-semibold">{title}</h3>
        <CopyButton label={`Copy what ${title.toLowerCase()}`} text={JSON.stringify(value, null, 2)} />
      </div>
      <dl className="grid grid-cols-[minmax(64px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        {rows.map(([name, one]) => (
          <Row key={name} name={name} value={one} />
        ))}
      </dl>
    </section>
  )
}

function Row({ name, value }: { name: string; value: unknown }): ReactNode {
  return (
    <>
      <dt className="text-text-2">{name === '' ? 'value' : name}</dt>
      <dd className="max-h-48 min-w-0 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {typeof value === 'string' ? value : JSON.stringify(value, null, 1)}
      </dd>
    </>
  )
}
