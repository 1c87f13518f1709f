import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { Select } from '@hub/ui/select'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useHub } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { useFlowActs } from './flow-acts.ts'
import type { JsonSchema, RecordKind } from './procedures.ts'
import { schemaFields, standsIn, typedAs, withValue } from './schema-fields.ts'
import type { SchemaField, Values } from './schema-fields.ts'
import type { useStepField } from './step-field.ts'
import { SourcePicker, TextField } from './text-field.tsx'

/** What a field needs beside its value. */
export type FieldMore = ReturnType<ReturnType<typeof useStepField>>

export interface SchemaFormProps {
  schema: JsonSchema
  values: Values
  moreOf: (name: string) => FieldMore
  onChange: (values: Values) => void
}

/** The fields of an act, by its schema. */
export function SchemaForm({ schema, values, moreOf, onChange }: SchemaFormProps) {
  return schemaFields(schema).map((field) => (
    <SchemaControl
      key={field.name}
      field={field}
      value={values[field.name]}
      more={moreOf(field.name)}
      onChange={(value) => onChange(withValue(values, field.name, value))}
    />
  ))
}

interface SchemaControlProps {
  field: SchemaField
  value: Values[string]
  more: FieldMore
  onChange: (value: Values[string]) => void
}

function SchemaControl({ field, value, more, onChange }: SchemaControlProps) {
  const { label, hint, kind, isRequired } = field
  const [typed, setTyped] = useState('')
  const shown = standsIn(field, value, typed)
  const type = (text: string) => {
    setTyped(text)
    onChange(typedAs(field, text))
  }
  const control = { field, value: shown, more, onChange: type }
  // What an earlier step gives stands in a line of text, whatever it is for.
  if (!shown.includes('{{')) {
    if (field.record) return <RecordControl {...control} record={field.record} />
    if (kind === 'day' && isDayOrNone(shown)) return <DayControl {...control} />
    if (kind === 'flag' || field.choices.length > 0) return <ChoiceControl {...control} />
  }
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

const isDayOrNone = (text: string): boolean => /^(\d{4}-\d{2}-\d{2})?$/.test(text)

interface ControlProps {
  field: Omit<SchemaField, 'record'>
  value: string
  more: FieldMore
  /** With what stands in the field as text; nothing leaves it out. */
  onChange: (text: string) => void
}

const LEAVE_OUT = ''

function ChoiceControl({ field, value, more, onChange }: ControlProps) {
  const { label, hint, kind, choices, isRequired } = field
  return (
    <Field label={label} hint={hint} error={more.error} optional={!isRequired}>
      <Select
        options={[
          ...(isRequired ? [] : [{ value: LEAVE_OUT, label: 'Leave it out' }]),
          ...(kind === 'flag' ? ['true', 'false'] : choices).map((choice) => ({
            value: choice,
            label: choiceWords(kind, choice),
          })),
        ]}
        value={value === '' && isRequired ? null : value}
        onValueChange={onChange}
      />
    </Field>
  )
}

const choiceWords = (kind: SchemaField['kind'], value: string): string =>
  kind === 'flag' ? (value === 'true' ? 'Yes' : 'No') : value

/** A control that takes what an earlier step gives as well. */
function OrEarlier({ field, more, onChange, children }: ControlProps & { children: ReactNode }) {
  return (
    <Field
      label={field.label}
      hint={field.hint}
      error={more.error}
      optional={!field.isRequired}
      aside={
        !more.disabled && (
          <SourcePicker
            label={field.label}
            groups={more.sources}
            onChoose={(expression) => onChange(`{{ ${expression} }}`)}
          />
        )
      }
    >
      {children}
    </Field>
  )
}

const DayControl = (props: ControlProps) => (
  <OrEarlier {...props}>
    <DayInput
      value={props.value === '' ? null : props.value}
      disabled={props.more.disabled}
      onValueChange={(day) => props.onChange(day ?? '')}
    />
  </OrEarlier>
)

/** As many as a list shows before one types more. */
const FOUND = 20

/** A record by its name: found by typing, or from an earlier step. */
export function RecordControl({ record, ...props }: ControlProps & { record: RecordKind }) {
  const { trpc, queryClient } = useHub()
  const { workflow } = useFlowActs()
  const [chosen, setChosen] = useState<ComboboxOption | null>(null)
  const { value, more, onChange } = props
  const search = async (typed: string): Promise<ComboboxOption[]> => {
    const input = { kinds: [record.kind], limit: FOUND, ...(typed !== '' && { query: typed }) }
    const { kinds } = await queryClient.fetchQuery(trpc.system.find.queryOptions(input))
    return kinds.flatMap(({ items }) =>
      items.map(({ id, name, detail }) => ({ value: id, label: name, detail: detail ?? undefined })),
    )
  }
  const nameOf = () => (chosen?.value === value ? chosen.label : (workflow.names[value] ?? GONE))
  return (
    <OrEarlier {...props}>
      <Combobox
        search={search}
        placeholder="Type a name"
        disabled={more.disabled}
        value={value === '' ? null : { value, label: nameOf() }}
        onValueChange={(next) => {
          setChosen(next)
          onChange(next?.value ?? '')
        }}
      />
    </OrEarlier>
  )
}

/** Of a record that was removed, or whose name the reader may not see. */
const GONE = 'Not there any more'
