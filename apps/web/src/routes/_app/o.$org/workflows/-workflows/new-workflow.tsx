import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { focusWhenThere } from '../../../../../focus-when-there.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { START } from './start-words.ts'
import { useCreate } from './use-workflow.ts'

const BLANK = 'blank'

export interface NewWorkflowDialogProps {
  /** The name of a template that was chosen already. */
  template?: string | undefined
  onClose: () => void
}

/** Names a workflow and makes it: blank, or as a template has it. */
export function NewWorkflowDialog({ template, onClose }: NewWorkflowDialogProps) {
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const templates = useQuery(useTRPC().workflows.templates.queryOptions({}, { staleTime: 600_000 }))
  const items = templates.data?.items ?? []
  const [chosen, setChosen] = useState(template ?? BLANK)
  const [typed, setTyped] = useState<string>()
  const from = items.find(({ name }) => name === chosen)
  const name = typed ?? from?.name ?? ''
  const create = useCreate((id) => {
    void navigate({ to: '/o/$org/workflows/$workflow', params: { org: slug, workflow: id } })
    // It is built from there on, and the button that opened this dialog is gone.
    focusWhenThere(() => document.querySelector<HTMLElement>(`[data-step="${START}"]`))
  })
  const [isAsked, setAsked] = useState(false)
  const isMissing = isAsked && name.trim() === ''
  return (
    <FormDialog
      title="New workflow"
      description="You build it next. Nothing runs before you publish it."
      submitLabel="Create workflow"
      pendingLabel="Creating"
      pending={create.isPending}
      refusal={create.error ? toFailure(create.error).message : undefined}
      onClose={onClose}
      onSubmit={() => {
        setAsked(true)
        if (name.trim() === '') return
        create.mutate({ name, ...(from && { description: from.description, draft: from.draft }) })
      }}
    >
      <Field label="Begin with" hint={from?.description}>
        <Select
          options={[
            { value: BLANK, label: 'An empty workflow' },
            ...items.map((one) => ({ value: one.name, label: one.name })),
          ]}
          value={chosen}
          onValueChange={setChosen}
        />
      </Field>
      <Field label="Name" error={isMissing ? 'Give it a name, such as “Late-payer reminders”.' : undefined}>
        <Input value={name} maxLength={120} autoFocus onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
