import { Checkbox } from '@hub/ui/checkbox'
import { TimeInput } from '@hub/ui/date-input'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { Textarea } from '@hub/ui/textarea'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../account.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { useTRPC } from '../trpc.ts'
import type { Approval } from './approval-words.ts'
import { DayInput } from './day-input.tsx'
import { useDraftName } from './draft.ts'
import { sendEdits } from './edit-form.ts'
import { editedArgs, editFields, editValues } from './edit-fields.ts'
import type { EditField, EditKind, EditValues } from './edit-fields.ts'
import { useEdits } from './edits.ts'
import { FormDialog } from './form-dialog.tsx'
import { FormEdits } from './form-edits.tsx'

export interface EditApprovalProps {
  approval: Approval
  onClose: () => void
}

/** Changes what was asked for; it still has to be approved afterwards. */
export function EditApproval({ approval, onClose }: EditApprovalProps) {
  const { queryClient, trpc } = useHub()
  const fields = editFields(approval.args)
  const saved = editValues(fields, approval.args)
  const edits = useEdits<EditValues>(useDraftName(`approval.${approval.id}`), saved)
  const typed = Object.fromEntries(edits.edited.map((name) => [name, edits.values[name] ?? '']))
  const call = useMutation(useTRPC().approvals.edit.mutationOptions())
  const edit = useMutation({
    mutationFn: () =>
      sendEdits({
        edits,
        saved: approval,
        send: ({ id, version, args }) =>
          call.mutateAsync({
            id,
            version,
            args: editedArgs(fields, args, {
              ...editValues(fields, args),
              ...typed,
            }),
            idempotencyKey: newKey(),
          }),
        readAgain: () =>
          queryClient.fetchQuery({ ...trpc.approvals.get.queryOptions({ id: approval.id }), staleTime: 0 }),
        fieldsOf: ({ args }) => editValues(fields, args),
      }),
    onSuccess(changed) {
      if (changed === null) return
      queryClient.setQueryData(trpc.approvals.get.queryKey({ id: changed.id }), changed)
      void queryClient.invalidateQueries(trpc.approvals.list.pathFilter())
      edits.drop()
      onClose()
    },
  })
  const failure = edit.error ? toFailure(edit.error) : undefined
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
      onSubmit={() => edit.mutate()}
    >
      <FormEdits edits={edits} labels={Object.fromEntries(fields.map(({ name, label }) => [name, label]))} />
      {fields.map((field) => (
        <EditControl
          key={field.name}
          field={field}
          value={edits.values[field.name] ?? ''}
          error={
            failure?.issues.find(({ path }) => path === field.name || path === `args.${field.name}`)?.message
          }
          onChange={(value) => edits.set({ [field.name]: value })}
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

const PLAIN = new Set<EditKind>(['line', 'number'])

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
      {kind === 'day' && <DayInput value={text || null} onValueChange={(day) => onChange(day ?? '')} />}
      {kind === 'time' && <TimeInput value={text || null} onValueChange={(time) => onChange(time ?? '')} />}
      {PLAIN.has(kind) && (
        <Input
          type={kind === 'number' ? 'number' : 'text'}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
