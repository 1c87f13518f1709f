import { Button } from '@hub/ui/button'
import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { IconButton } from '@hub/ui/icon-button'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { Plus, Trash2 } from 'lucide-react'
import type { InputField } from './flow.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { freeName } from './flow-tree.ts'

const types = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'A number' },
  { value: 'yes_no', label: 'Yes or no' },
  { value: 'day', label: 'A day' },
  { value: 'email', label: 'An e-mail address' },
] as const satisfies readonly { value: InputField['type']; label: string }[]

/** What is asked of whoever starts it by hand. */
export function FormFields() {
  const { draft, canWrite, change, faults } = useFlowActs()
  const set = (fields: InputField[]) => change((before) => ({ ...before, fields }))
  return (
    <section aria-labelledby="form-fields" className="flex flex-col gap-3">
      <h3 id="form-fields" className="text-13 font-semibold">
        Asked of whoever starts it by hand
      </h3>
      {draft.fields.map((field, index) => (
        <fieldset
          key={field.name}
          disabled={!canWrite}
          className="flex flex-col gap-3 rounded-md border border-line p-3.5"
        >
          <legend className="sr-only">Field {field.title}</legend>
          <Field
            label="Question"
            hint={`Steps use the answer as {{ input.${field.name} }}`}
            error={faultsAt(faults, field.name)[0]?.message}
            aside={
              canWrite && (
                <IconButton
                  size="xs"
                  label={`Remove the field ${field.title}`}
                  onClick={() => set(draft.fields.toSpliced(index, 1))}
                >
                  <Trash2 />
                </IconButton>
              )
            }
          >
            <Input
              value={field.title}
              maxLength={80}
              onChange={({ target }) => set(draft.fields.with(index, { ...field, title: target.value }))}
            />
          </Field>
          <Field label="Answer">
            <Select
              options={types}
              value={field.type}
              onValueChange={(type) => set(draft.fields.with(index, { ...field, type }))}
            />
          </Field>
          <Checkbox
            label="Must be answered"
            checked={field.isRequired}
            onChange={({ target }) => set(draft.fields.with(index, { ...field, isRequired: target.checked }))}
          />
        </fieldset>
      ))}
      {canWrite && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => {
            const name = freeName(
              'answer',
              draft.fields.map((one) => one.name),
            )
            set([...draft.fields, { name, title: 'Question', type: 'text', isRequired: true }])
          }}
        >
          <Plus aria-hidden="true" />
          Add a field
        </Button>
      )}
    </section>
  )
}
