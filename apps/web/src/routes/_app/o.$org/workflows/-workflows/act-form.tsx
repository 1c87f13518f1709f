import { Combobox } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { useState } from 'react'
import { useFlowActs } from './flow-acts.ts'
import { JsonField } from './json-field.tsx'
import type { JsonSchema } from './procedures.ts'
import { schemaFields, standsIn, typedAs, withValue } from './schema-fields.ts'
import type { SchemaField, Values } from './schema-fields.ts'
import { useStepField } from './step-field.ts'
import type { FormOf } from './step-field.ts'
import { TextField } from './text-field.tsx'

/** Any procedure of the hub, with the form that stands in its schema. */
export function ActForm({ step, onChange }: FormOf<'act'>) {
  const { procedures } = useFlowActs()
  const field = useStepField(step)
  const chosen = procedures.find(({ path }) => path === step.procedure)
  return (
    <>
      <Field label="What to do" hint={chosen?.description} error={field('procedure').error}>
        <Combobox
          required
          placeholder="Type to search"
          options={procedures.map(({ path, title, group }) => ({ value: path, label: title, group }))}
          value={
            step.procedure === '' ? null : { value: step.procedure, label: chosen?.title ?? step.procedure }
          }
          onValueChange={(next) => {
            if (next === null || next.value === step.procedure) return
            onChange({ ...step, procedure: next.value, input: {} })
          }}
        />
      </Field>
      <SchemaForm
        schema={chosen?.input ?? schemaOf(step.input)}
        values={step.input}
        fieldOf={(name) => field(`input.${name}`)}
        onChange={(input) => onChange({ ...step, input })}
      />
    </>
  )
}

const CREATE_TASK = 'tasks.create'

/** The act is that of whichever module has tasks. */
export function CreateTaskForm({ step, onChange }: FormOf<'create_task'>) {
  const { procedures } = useFlowActs()
  const field = useStepField(step)
  const create = procedures.find(({ path }) => path.endsWith(`.${CREATE_TASK}`))
  return (
    <SchemaForm
      schema={create?.input ?? schemaOf({ title: '', ...step.input })}
      values={step.input}
      fieldOf={(name) => field(`input.${name}`)}
      onChange={(input) => onChange({ ...step, input })}
    />
  )
}

export function UpdateRecordForm({ step, onChange }: FormOf<'update_record'>) {
  const field = useStepField(step)
  return (
    <>
      <Field label="Which kind of record" error={field('record').error}>
        <Input value={step.record} onChange={({ target }) => onChange({ ...step, record: target.value })} />
      </Field>
      <TextField
        label="Which one"
        hint="Its id, such as one from an earlier step."
        value={step.recordId}
        onChange={(recordId) => onChange({ ...step, recordId })}
        {...field('recordId')}
      />
      <JsonField
        label="What changes"
        hint='Values by name, such as {"title": "Call them"}'
        value={step.changes}
        error={field('changes').error}
        onChange={(changes) => onChange({ ...step, changes })}
      />
    </>
  )
}

/** Where the hub does not say which fields there are: those that are filled in. */
const schemaOf = (values: Values): JsonSchema => ({
  properties: Object.fromEntries(Object.keys(values).map((name) => [name, { type: 'string' }])),
})

interface SchemaFormProps {
  schema: JsonSchema
  values: Values
  fieldOf: (name: string) => ReturnType<ReturnType<typeof useStepField>>
  onChange: (values: Values) => void
}

function SchemaForm({ schema, values, fieldOf, onChange }: SchemaFormProps) {
  return schemaFields(schema).map((field) => (
    <SchemaControl
      key={field.name}
      field={field}
      value={values[field.name]}
      more={fieldOf(field.name)}
      onChange={(value) => onChange(withValue(values, field.name, value))}
    />
  ))
}

interface SchemaControlProps {
  field: SchemaField
  value: Values[string]
  more: ReturnType<SchemaFormProps['fieldOf']>
  onChange: (value: Values[string]) => void
}

const LEAVE_OUT = ''

function SchemaControl({ field, value, more, onChange }: SchemaControlProps) {
  const { label, hint, kind, choices, isRequired } = field
  const [typed, setTyped] = useState('')
  const shown = standsIn(field, value, typed)
  const type = (text: string) => {
    setTyped(text)
    onChange(typedAs(field, text))
  }
  const options = kind === 'flag' ? ['true', 'false'] : choices
  // What an earlier step gives stands in a line of text, whatever it is for.
  if (options.length > 0 && !shown.includes('{{'))
    return (
      <Field label={label} hint={hint} error={more.error} optional={!isRequired}>
        <Select
          options={[
            ...(isRequired ? [] : [{ value: LEAVE_OUT, label: 'Leave it out' }]),
            ...options.map((value) => ({ value, label: choiceWords(kind, value) })),
          ]}
          value={shown === '' && isRequired ? null : shown}
          onValueChange={type}
        />
      </Field>
    )
  return (
    <TextField
      label={label}
      hint={hint}
      optional={!isRequired}
      isProse={kind === 'prose'}
      value={shown}
      onChange={type}
      {...more}
    />
  )
}

const choiceWords = (kind: SchemaField['kind'], value: string): string =>
  kind === 'flag' ? (value === 'true' ? 'Yes' : 'No') : value
