import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import type { ReactNode } from 'react'
import { ActForm, CreateTaskForm, UpdateRecordForm } from './act-form.tsx'
import type { Step, StepType } from './flow.ts'
import { SecretMenu } from './secret-menu.tsx'
import { useStepField } from './step-field.ts'
import type { FormOf } from './step-field.ts'
import { TextField } from './text-field.tsx'
import { ApprovalForm, DelayForm, WaitForm } from './wait-forms.tsx'

type Forms = { [Type in StepType]: (props: FormOf<Type>) => ReactNode }

const forms: Forms = {
  act: ActForm,
  create_task: CreateTaskForm,
  update_record: UpdateRecordForm,
  send_email: EmailForm,
  call_api: CallForm,
  llm_query: QuestionForm,
  conditional: ConditionForm,
  for_each: EachForm,
  parallel: () => (
    <p className="text-13 text-text-2">Its sides run at once. It goes on when all of them have ended.</p>
  ),
  delay: DelayForm,
  approval: ApprovalForm,
  wait_for_event: WaitForm,
  stop: StopForm,
}

/** The form that fits a step. */
export function StepForm({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  // Each kind of step has the form of its own kind.
  const Form = forms[step.type] as (props: { step: Step; onChange: (step: Step) => void }) => ReactNode
  return <Form step={step} onChange={onChange} />
}

function EmailForm({ step, onChange }: FormOf<'send_email'>) {
  const field = useStepField(step)
  return (
    <>
      <TextField
        label="To"
        hint="One or more addresses, with commas."
        value={step.to}
        onChange={(to) => onChange({ ...step, to })}
        {...field('to')}
      />
      <TextField
        label="Subject"
        value={step.subject}
        onChange={(subject) => onChange({ ...step, subject })}
        {...field('subject')}
      />
      <TextField
        isProse
        label="Text"
        value={step.text}
        onChange={(text) => onChange({ ...step, text })}
        {...field('text')}
      />
    </>
  )
}

const methods = (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((value) => ({
  value,
  label: value,
}))

function CallForm({ step, onChange }: FormOf<'call_api'>) {
  const field = useStepField(step)
  const headers = Object.entries(step.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
  const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body)
  return (
    <>
      <Field label="Method">
        <Select
          options={methods}
          value={step.method}
          onValueChange={(method) => onChange({ ...step, method })}
        />
      </Field>
      <TextField
        label="Address"
        hint="It begins with https:// and is on the public internet."
        value={step.url}
        onChange={(url) => onChange({ ...step, url })}
        {...field('url')}
      />
      <TextField
        isProse
        optional
        label="Headers"
        hint="One a line, such as Accept: application/json."
        more={(insert) => <SecretMenu label="Headers" onChoose={insert} />}
        value={headers}
        onChange={(typed) => onChange({ ...step, headers: headersOf(typed) })}
        {...field('headers')}
      />
      <TextField
        isProse
        optional
        label="Body"
        more={(insert) => <SecretMenu label="Body" onChoose={insert} />}
        hint="Sent as JSON; a text is sent as it is."
        value={body ?? ''}
        onChange={(typed) => {
          const { body: _before, ...others } = step
          onChange(typed === '' ? others : { ...others, body: typed })
        }}
        {...field('body')}
      />
    </>
  )
}

/** A line without a colon is a name whose value is yet to come. */
const headersOf = (typed: string): Record<string, string> =>
  Object.fromEntries(
    typed.split('\n').flatMap((one) => {
      const at = one.indexOf(':')
      const name = at < 0 ? one : one.slice(0, at)
      return name.trim() === '' ? [] : [[name, at < 0 ? '' : one.slice(at + 1).replace(/^ /, '')]]
    }),
  )

function QuestionForm({ step, onChange }: FormOf<'llm_query'>) {
  const field = useStepField(step)
  return (
    <>
      <TextField
        isProse
        label="What to ask"
        value={step.question}
        onChange={(question) => onChange({ ...step, question })}
        {...field('question')}
      />
      <Field label="The answer is">
        <Select
          options={[
            { value: 'text', label: 'Text' },
            { value: 'json', label: 'Values by name (JSON)' },
          ]}
          value={step.answerAs}
          onValueChange={(answerAs) => onChange({ ...step, answerAs })}
        />
      </Field>
    </>
  )
}

function ConditionForm({ step, onChange }: FormOf<'conditional'>) {
  const field = useStepField(step)
  return (
    <TextField
      isExpression
      label="It is yes when"
      hint="Such as size(steps.find.items) > 0"
      value={step.condition}
      onChange={(condition) => onChange({ ...step, condition })}
      {...field('condition')}
    />
  )
}

function EachForm({ step, onChange }: FormOf<'for_each'>) {
  const field = useStepField(step)
  return (
    <>
      <TextField
        isExpression
        label="For each of"
        hint="A list, such as steps.find.items"
        value={step.items}
        onChange={(items) => onChange({ ...step, items })}
        {...field('items')}
      />
      <Field
        label="Called"
        hint={`Its steps use one as {{ ${step.as} }}. Small letters, digits and _.`}
        error={field('as').error}
      >
        <Input
          value={step.as}
          maxLength={40}
          onChange={({ target }) => onChange({ ...step, as: target.value })}
        />
      </Field>
      <Field label="At once" hint="How many at the same time.">
        <Select
          options={Array.from({ length: 10 }, (_, index) => ({
            value: String(index + 1),
            label: String(index + 1),
          }))}
          value={String(step.atOnce)}
          onValueChange={(atOnce) => onChange({ ...step, atOnce: Number(atOnce) })}
        />
      </Field>
    </>
  )
}

function StopForm({ step, onChange }: FormOf<'stop'>) {
  const field = useStepField(step)
  return (
    <>
      <Field label="The run ends as">
        <Select
          options={[
            { value: 'done', label: 'Done' },
            { value: 'failed', label: 'Failed' },
          ]}
          value={step.outcome}
          onValueChange={(outcome) => onChange({ ...step, outcome })}
        />
      </Field>
      <TextField
        optional
        label="Why"
        value={step.message}
        onChange={(message) => onChange({ ...step, message })}
        {...field('message')}
      />
    </>
  )
}
