import { Button } from '@hub/ui/button'
import { Checkbox } from '@hub/ui/checkbox'
import { CopyButton } from '@hub/ui/copy-button'
import { Field } from '@hub/ui/field'
import { IconButton } from '@hub/ui/icon-button'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { Textarea } from '@hub/ui/textarea'
import { Plus, Trash2 } from 'lucide-react'
import type { Trigger, TriggerOf } from './flow.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { freeName } from './flow-tree.ts'

type Form = TriggerOf<'form'>
type Question = Form['fields'][number]

const types = [
  { value: 'text', label: 'A line of text' },
  { value: 'long_text', label: 'A long text' },
  { value: 'number', label: 'A number' },
  { value: 'choice', label: 'One of several' },
  { value: 'date', label: 'A day' },
  { value: 'email', label: 'An e-mail address' },
  { value: 'yes_no', label: 'A tick' },
] as const satisfies readonly { value: Question['type']; label: string }[]

interface FormTriggerProps {
  trigger: Form
  onChange: (trigger: Trigger) => void
}

/** A public page with questions, and its link. */
export function FormTrigger({ trigger, onChange }: FormTriggerProps) {
  const { workflow, canWrite, faults } = useFlowActs()
  const address = workflow.forms.find(({ key }) => key === trigger.id)?.address
  const set = (fields: Question[]) => onChange({ ...trigger, fields })
  const error = faultsAt(faults, trigger.id, 'fields')[0]?.message
  return (
    <>
      {address === undefined ? (
        <p className="text-13 text-text-2">It gets its link when you publish the workflow.</p>
      ) : (
        <Field label="Link" hint="Anybody who has it may fill in the form.">
          <Input readOnly value={address} end={<CopyButton text={address} label="Copy link" />} />
        </Field>
      )}
      <Field label="Title">
        <Input
          value={trigger.title}
          maxLength={120}
          onChange={({ target }) => onChange({ ...trigger, title: target.value })}
        />
      </Field>
      <Field label="Words above the questions" optional>
        <Textarea
          rows={2}
          maxLength={2_000}
          value={trigger.intro}
          onChange={({ target }) => onChange({ ...trigger, intro: target.value })}
        />
      </Field>
      <Field label="Words after it was sent">
        <Input
          value={trigger.thanks}
          maxLength={1_000}
          onChange={({ target }) => onChange({ ...trigger, thanks: target.value })}
        />
      </Field>
      {trigger.fields.map((question, at) => (
        <QuestionForm
          key={question.name}
          question={question}
          error={faultsAt(faults, trigger.id, `fields.${question.name}`)[0]?.message}
          onChange={(next) => set(trigger.fields.with(at, next))}
          onRemove={() => set(trigger.fields.toSpliced(at, 1))}
        />
      ))}
      {error !== undefined && <p className="text-13 text-danger">{error}</p>}
      {canWrite && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => set([...trigger.fields, blank(trigger.fields)])}
        >
          <Plus aria-hidden="true" />
          Add a question
        </Button>
      )}
    </>
  )
}

const blank = (fields: readonly Question[]): Question => ({
  name: freeName(
    'answer',
    fields.map(({ name }) => name),
  ),
  title: 'Question',
  type: 'text',
  isRequired: true,
  choices: [],
})

interface QuestionFormProps {
  question: Question
  error: string | undefined
  onChange: (question: Question) => void
  onRemove: () => void
}

function QuestionForm({ question, error, onChange, onRemove }: QuestionFormProps) {
  const { canWrite } = useFlowActs()
  const { maxLength: _length, ...plain } = question
  const isText = question.type === 'text' || question.type === 'long_text'
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-3.5">
      <legend className="sr-only">{question.title}</legend>
      <Field
        label="Question"
        hint={`Steps use the answer as {{ input.form.${question.name} }}`}
        error={error}
        aside={
          canWrite && (
            <IconButton size="xs" label={`Remove the question ${question.title}`} onClick={onRemove}>
              <Trash2 />
            </IconButton>
          )
        }
      >
        <Input
          value={question.title}
          maxLength={120}
          onChange={({ target }) => onChange({ ...question, title: target.value })}
        />
      </Field>
      <Field label="Answer">
        <Select
          options={types}
          value={question.type}
          onValueChange={(type) => onChange({ ...plain, type })}
        />
      </Field>
      {question.type === 'choice' && (
        <Field label="To choose from" hint="One a line">
          <Textarea
            rows={3}
            defaultValue={question.choices.join('\n')}
            onChange={({ target }) => onChange({ ...question, choices: linesOf(target.value) })}
          />
        </Field>
      )}
      {isText && (
        <Field label="Letters at most" optional>
          <Input
            type="number"
            min={1}
            max={10_000}
            value={question.maxLength ?? ''}
            onChange={({ target }) =>
              onChange(target.value === '' ? plain : { ...plain, maxLength: within(Number(target.value)) })
            }
          />
        </Field>
      )}
      <Checkbox
        label="Must be answered"
        checked={question.isRequired}
        onChange={({ target }) => onChange({ ...question, isRequired: target.checked })}
      />
    </fieldset>
  )
}

const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '').slice(0, 50)

const within = (count: number) => Math.min(10_000, Math.max(1, Math.trunc(count) || 1))
