import { Combobox } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import type { UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { useHub } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useKeptForm } from '../../../../../components/form-draft.ts'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { PersonPicker } from '../../../../../components/person-picker.tsx'
import { RestoredDraft } from '../../../../../components/restored-draft.tsx'
import { useMembers } from '../../../../../components/use-members.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { useDelivery } from '../../../../../delivery.ts'
import { showRefusal } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { refreshLists, showChange } from '../../../../../lists/cache.ts'
import { taskKind } from './task-kind.ts'
import { useKnownTags } from './known-tags.ts'
import { priorities } from './task-search.ts'
import type { TaskSearch } from './task-search.ts'
import { priorityWords, statusWords } from './task-words.ts'

const priorityOptions = priorities.map((value) => ({ value, label: priorityWords[value] }))
const statusOptions = (['todo', 'doing', 'waiting'] as const).map((value) => ({
  value,
  label: statusWords[value],
}))

const loadNewTask = async () =>
  (await import('@hub/api/schemas/modules/ops/tasks')).CreateTask.omit({
    idempotencyKey: true,
    dueTime: true,
  })

const blank = { title: '', notes: '', priority: 'normal', tag: null, assigneeId: null, dueOn: null } as const

export interface NewTaskDialogProps {
  status: NonNullable<TaskSearch['new']>
  onClose: () => void
  /** The hub has it, under this id. */
  onCreated: (id: string) => void
  onOpen: (id: string) => void
}

/** Writes a task down; the dialog closes when the hub has it. */
export function NewTaskDialog({ status, onClose, onCreated, onOpen }: NewTaskDialogProps) {
  const hub = useHub()
  const [idempotencyKey] = useState(newKey)
  const { deliver } = useDelivery()
  const { form, onDiscard, forget } = useKeptForm(loadNewTask, {
    name: useDraftName('task.new'),
    empty: { ...blank, status },
    except: ['status'],
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (task) => {
    try {
      const done = await deliver({ act: 'create', input: { ...task, idempotencyKey } }, task.title)
      forget()
      // On a long board it is not read again, and has to be seen all the same.
      if (done) await showChange(taskKind, hub, { before: done, after: done, below: null })
      void refreshLists(taskKind, hub)
      if (done) {
        onCreated(done.id)
        showToast(`Created: ${task.title}`, { action: { label: 'Open', onClick: () => onOpen(done.id) } })
      }
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      size="lg"
      title="New task"
      submitLabel="Create task"
      pendingLabel="Creating it"
      pending={isSubmitting}
      kept={{}}
      className="grid grid-cols-2 gap-4 pt-1"
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <div className="col-span-full empty:hidden">
        {onDiscard && <RestoredDraft onDiscard={onDiscard} />}
        <FormRefusal errors={errors} />
      </div>
      <Field label="What has to be done" className="col-span-full" error={errors.title?.message}>
        <Input {...form.register('title')} autoFocus autoComplete="off" />
      </Field>
      <PersonField form={form} />
      <DueField form={form} />
      <ChoiceField form={form} name="priority" label="Priority" options={priorityOptions} />
      <ChoiceField form={form} name="status" label="Column" options={statusOptions} />
      <TagField form={form} />
      <Field label="Notes" optional className="col-span-full" error={errors.notes?.message}>
        <Textarea {...form.register('notes')} rows={3} />
      </Field>
    </FormDialog>
  )
}

type NewTask = Awaited<ReturnType<typeof loadNewTask>>
type NewTaskForm = UseFormReturn<z.input<NewTask>, unknown, z.output<NewTask>>

function PersonField({ form }: { form: NewTaskForm }) {
  const { field, fieldState } = useController({ control: form.control, name: 'assigneeId' })
  const member = useMembers().find(({ id }) => id === field.value)
  const [chosen, setChosen] = useState<MemberChoice | null>(null)
  // A draft brings back an id alone.
  const person = chosen?.id === field.value ? chosen : member
  return (
    <Field label="Who" optional className="max-tablet:col-span-full" error={fieldState.error?.message}>
      <PersonPicker
        inputRef={field.ref}
        value={person ?? null}
        onChange={(next) => {
          setChosen(next)
          field.onChange(next?.id ?? null)
        }}
        onBlur={field.onBlur}
      />
    </Field>
  )
}

function TagField({ form }: { form: NewTaskForm }) {
  const known = useKnownTags()
  const { field, fieldState } = useController({ control: form.control, name: 'tag' })
  const value = field.value ?? null
  return (
    <Field
      label="Tag"
      optional
      className="col-span-full"
      error={fieldState.error?.message}
      hint="One word that groups it, such as Suppliers."
    >
      <Combobox
        freeText
        inputRef={field.ref}
        options={known().map((tag) => ({ value: tag, label: tag }))}
        onCreate={(tag) => ({ value: tag, label: tag })}
        createLabel={(tag) => `New tag “${tag}”`}
        value={value === null ? null : { value, label: value }}
        onValueChange={(next) => field.onChange(next?.value ?? null)}
        onBlur={field.onBlur}
      />
    </Field>
  )
}

function DueField({ form }: { form: NewTaskForm }) {
  const { field, fieldState } = useController({ control: form.control, name: 'dueOn' })
  return (
    <Field label="Due" optional className="max-tablet:col-span-full" error={fieldState.error?.message}>
      <DayInput
        ref={field.ref}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
      />
    </Field>
  )
}

interface ChoiceFieldProps {
  form: NewTaskForm
  name: 'priority' | 'status'
  label: string
  options: readonly { value: string; label: string }[]
}

function ChoiceField({ form, name, label, options }: ChoiceFieldProps) {
  const { field } = useController({ control: form.control, name })
  return (
    <Field label={label}>
      <Select
        options={options}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
      />
    </Field>
  )
}
