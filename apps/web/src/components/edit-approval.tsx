import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { Textarea } from '@hub/ui/textarea'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../account.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { useTRPC } from '../trpc.ts'
import type { Approval } from './approval-words.ts'
import { editedArgs, editFields, editValues } from './edit-fields.ts'
import type { EditField, EditValues } from './edit-fields.ts'
import { FormDialog } from './form-dialog.tsx'

export interface EditApprovalProps {
  approval: Approval
  onClose: () => void
}

/** Changes what was asked for; it still has to be approved afterwards. */
export function EditApproval({ approval, onClose }: EditApprovalProps) {
  const { queryClient, trpc } = useHub()
  const fields = editFields(approval.args)
  const [values, setValues] = useState<EditValues>(() => editValues(fields, approval.args))
  const edit = useMutation(
    useTRPC().approvals.edit.mutationOptions({
      onSuccess: (changed) => {
        queryClient.setQueryData(trpc.approvals.get.queryKey({ id: changed.id }), changed)
        void queryClient.invalidateQueries(trpc.approvals.list.pathFilter())
        onClose()
      },
    }),
  )
  const failure = edit.error ? toFailure(edit.error) : undefined
  const save = () =>
    edit.mutate({
      id: approval.id,
      version: approval.version,
      args: editedArgs(fields, approval.args, values),
      idempotencyKey: newKey(),
    })
  return (
    <FormDialog
      title={`Change it first: ${approval.title.toLowerCase()}`}
      description="You see it once more before anything happens."
      cancelLabel="Leave as it is"
      submitLabel="Save changes"
      pendingLabel="Saving"
      pending={edit.isPending}
      refusal={failure && failure.issues.length === 0 ? failure.message : undefined}
      onClose={onClose}
      onSubmit={save}
    >
      {fields.map((field) => (
        <EditControl
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          error={
            failure?.issues.find(({ path }) => path === field.name || path === `args.${field.name}`)?.message
          }
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
    </FormDialog>
  )
}

interface EditControlProps {
  field: EditField
  value: string | boolean
  error: string | undefined
  onChange: (value: string | boolean) => void
}

const inputTypes = { line: 'text', day: 'date', time: 'time', number: 'number' } as const

function EditControl({ field, value, error, onChange }: EditControlProps) {
  const { label, kind, choices = [] } = field
  if (kind === 'flag') {
    return (
      <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.target.checked)} />
    )
  }
  const text = typeof value === 'string' ? value : ''
  return (
    <Field label={label} error={error}>
      {kind === 'prose' && (
        <Textarea rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
      )}
      {kind === 'choice' && <Select options={choices} value={text} onValueChange={onChange} />}
      {kind !== 'prose' && kind !== 'choice' && (
        <Input type={inputTypes[kind]} value={text} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
