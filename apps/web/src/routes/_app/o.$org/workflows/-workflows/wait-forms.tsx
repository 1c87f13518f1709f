import { Field } from '@hub/ui/field'
import { MultiCombobox } from '@hub/ui/combobox'
import { Select } from '@hub/ui/select'
import { useMembers } from '../../../../../components/use-members.ts'
import { SpanField } from './span-field.tsx'
import { useStepField } from './step-field.ts'
import type { FormOf } from './step-field.ts'
import { TextField } from './text-field.tsx'
import { TopicField } from './topic-field.tsx'

const anHour = { amount: 1, unit: 'hours' } as const

export function DelayForm({ step, onChange }: FormOf<'delay'>) {
  const field = useStepField(step)
  const { for: span, until, ...others } = step
  const isUntil = until !== undefined
  return (
    <>
      <Field label="Wait" error={isUntil ? undefined : field('for').error}>
        <Select
          options={[
            { value: 'for', label: 'For a while' },
            { value: 'until', label: 'Until a time' },
          ]}
          value={isUntil ? 'until' : 'for'}
          onValueChange={(kind) =>
            onChange(kind === 'for' ? { ...others, for: anHour } : { ...others, until: '{{ now }}' })
          }
        />
      </Field>
      {isUntil ? (
        <TextField
          label="Until"
          hint="An instant, such as 2026-12-24T08:00:00Z, or one from an earlier step."
          value={until}
          onChange={(next) => onChange({ ...others, until: next })}
          {...field('until')}
        />
      ) : (
        <SpanField
          label="How long"
          value={span ?? anHour}
          onChange={(next) => onChange({ ...others, for: next })}
        />
      )}
    </>
  )
}

export function ApprovalForm({ step, onChange }: FormOf<'approval'>) {
  const field = useStepField(step)
  const members = useMembers()
  const optionOf = (id: string) => ({
    value: id,
    label: members.find((one) => one.id === id)?.name ?? 'Somebody who left',
  })
  return (
    <>
      <TextField
        isProse
        label="What they see"
        value={step.question}
        onChange={(question) => onChange({ ...step, question })}
        {...field('question')}
      />
      <Field
        label="Who decides"
        optional
        hint="Nobody named: everybody who decides on approvals."
        error={field('deciders').error}
      >
        <MultiCombobox
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
          values={step.deciders.map(optionOf)}
          onValuesChange={(chosen) => onChange({ ...step, deciders: chosen.map(({ value }) => value) })}
        />
      </Field>
      <SpanField
        label="Wait at most"
        value={step.within}
        onChange={(within) => onChange({ ...step, within })}
      />
      <Field label="When nobody answers">
        <Select
          options={[
            { value: 'no', label: 'That means no' },
            { value: 'fail', label: 'The run fails' },
          ]}
          value={step.onTimeout}
          onValueChange={(onTimeout) => onChange({ ...step, onTimeout })}
        />
      </Field>
      <Field label="When the answer is no">
        <Select
          options={[
            { value: 'stop', label: 'Nothing after it is done' },
            { value: 'continue', label: 'It goes on; later steps can look at the answer' },
          ]}
          value={step.onNo}
          onValueChange={(onNo) => onChange({ ...step, onNo })}
        />
      </Field>
    </>
  )
}

export function WaitForm({ step, onChange }: FormOf<'wait_for_event'>) {
  const field = useStepField(step)
  return (
    <>
      <TopicField
        label="What happens"
        topic={step.topic}
        error={field('topic').error}
        onChange={(topic) => onChange({ ...step, topic })}
      />
      <TextField
        isExpression
        optional
        label="Only when"
        hint="Such as event.taskId == steps.make.id"
        value={step.match ?? ''}
        onChange={(typed) => {
          const { match: _before, ...others } = step
          onChange(typed === '' ? others : { ...others, match: typed })
        }}
        {...field('match')}
      />
      <SpanField
        label="Wait at most"
        value={step.within}
        onChange={(within) => onChange({ ...step, within })}
      />
      <Field label="When it does not happen">
        <Select
          options={[
            { value: 'fail', label: 'The run fails' },
            { value: 'continue', label: 'It goes on' },
          ]}
          value={step.onTimeout}
          onValueChange={(onTimeout) => onChange({ ...step, onTimeout })}
        />
      </Field>
    </>
  )
}
