import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NumberInput } from '@hub/ui/number-input'
import { Select } from '@hub/ui/select'
import { Textarea } from '@hub/ui/textarea'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'
import type { WorkflowWithDraft } from './flow.ts'

const NONE = 'none'

export interface SettingsDialogProps {
  workflow: WorkflowWithDraft
  onClose: () => void
}

type Settings = Pick<WorkflowWithDraft, 'name' | 'description' | 'onFailureId' | 'isForFailures' | 'atOnce'>

/** What is to be saved; what a colleague set elsewhere meanwhile stays as it is. */
const changedIn = (began: Settings, now: Settings): Partial<Settings> =>
  Object.fromEntries(Object.entries(now).filter(([field, value]) => began[field as keyof Settings] !== value))

/** What a workflow is called, how often it may run at once, and what runs when it fails. */
export function SettingsDialog({ workflow, onClose }: SettingsDialogProps) {
  const { client, queryClient, trpc } = useHub()
  const { id } = workflow
  const [began] = useState(workflow)
  const [name, setName] = useState(workflow.name)
  const [description, setDescription] = useState(workflow.description)
  const [atOnce, setAtOnce] = useState(String(workflow.atOnce))
  const [onFailureId, setOnFailureId] = useState(workflow.onFailureId)
  const [isForFailures, setForFailures] = useState(workflow.isForFailures)
  const others = useQuery(useTRPC().workflows.list.queryOptions({ limit: 100 }))
  // An emptied field leaves it as it is.
  const runs = atOnce === '' ? began.atOnce : Number(atOnce)
  const changed = changedIn(began, { name, description, onFailureId, isForFailures, atOnce: runs })
  const save = useMutation({
    mutationFn: () => client.workflows.update.mutate({ id, ...changed, idempotencyKey: newKey() }),
    onSuccess(saved) {
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id }), saved)
      void queryClient.invalidateQueries(trpc.workflows.list.pathFilter())
      onClose()
    },
  })
  const failure = save.error ? toFailure(save.error) : undefined
  return (
    <FormDialog
      title="Name and settings"
      submitLabel="Save"
      pendingLabel="Saving"
      pending={save.isPending}
      refusal={failure?.message}
      onClose={onClose}
      onSubmit={() => (Object.keys(changed).length === 0 ? onClose() : save.mutate())}
    >
      <Field label="Name">
        <Input value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
      </Field>
      <Field label="What it is for" optional>
        <Textarea rows={2} value={description} onChange={({ target }) => setDescription(target.value)} />
      </Field>
      <Field
        label="Runs at once"
        hint="Others stay in line. A run that waits, such as for a decision, does not count."
      >
        <NumberInput
          decimals={0}
          min="1"
          max="100"
          value={atOnce}
          onValueChange={(next, typed) => setAtOnce(next ?? typed)}
        />
      </Field>
      <Field label="When it fails, start" optional>
        <Select
          options={[
            { value: NONE, label: 'Nothing, or what is chosen for all' },
            ...(others.data?.items ?? [])
              .filter((one) => one.id !== id)
              .map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={onFailureId ?? NONE}
          onValueChange={(value) => setOnFailureId(value === NONE ? null : value)}
        />
      </Field>
      <Checkbox
        label="Start this one when any other fails"
        hint="Whenever a workflow of this organization fails that names none of its own. It takes the place of the one that does so now."
        checked={isForFailures}
        onChange={({ target }) => setForFailures(target.checked)}
      />
    </FormDialog>
  )
}
