import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { AnswerField } from './answer-field.tsx'
import type { InputField, WorkflowWithDraft } from './flow.ts'
import { JsonField, isValues } from './json-field.tsx'
import type { Values } from './schema-fields.ts'

export interface StartDialogProps {
  workflow: WorkflowWithDraft
  /** Its form: of the draft where it is a test, else of what is published. */
  fields: readonly InputField[]
  isTest: boolean
  onClose: () => void
}

/** Fills in the form of a workflow and starts it, or tests its draft. */
export function StartDialog({ workflow, fields, isTest, onClose }: StartDialogProps) {
  const { client, queryClient, trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const [input, setInput] = useState<Values>({})
  const [pinned, setPinned] = useState<Values>({})
  const { id } = workflow
  const start = useMutation({
    mutationFn: () =>
      isTest
        ? client.workflows.runs.test.mutate({ id, input, pinned, idempotencyKey: newKey() })
        : client.workflows.runs.start.mutate({ id, input, idempotencyKey: newKey() }),
    onSuccess(run) {
      void queryClient.invalidateQueries(trpc.workflows.runs.pathFilter())
      void navigate({
        to: '/o/$org/workflows/$workflow/runs/$run',
        params: { org: slug, workflow: id, run: run.id },
      })
    },
  })
  const failure = start.error ? toFailure(start.error) : undefined
  const issueOf = (name: string) => failure?.issues.find(({ path }) => path === `input.${name}`)?.message
  const isAtFields = fields.some(({ name }) => issueOf(name) !== undefined)
  return (
    <FormDialog
      title={isTest ? `Test “${workflow.name}”` : `Start “${workflow.name}”`}
      description={
        isTest
          ? 'Nothing is changed, inside or outside: steps that write answer as they would.'
          : 'It does what is published, with the rights of whoever published it.'
      }
      submitLabel={isTest ? 'Start test' : 'Start'}
      pendingLabel="Starting"
      pending={start.isPending}
      refusal={failure && !isAtFields ? failure.message : undefined}
      onClose={onClose}
      onSubmit={() => start.mutate()}
    >
      {fields.map((field) => (
        <AnswerField
          key={field.name}
          field={field}
          value={input[field.name]}
          error={issueOf(field.name)}
          onChange={(value) => {
            const { [field.name]: _before, ...others } = input
            setInput(value === undefined ? others : { ...others, [field.name]: value })
          }}
        />
      ))}
      {isTest && workflow.draft.triggers.some(({ type }) => type === 'webhook') && (
        <JsonField
          optional
          label="What the other service sends"
          hint='Such as {"title": "Repair the shutter"}'
          value={isValues(input['body']) ? input['body'] : {}}
          onChange={(body) => setInput({ ...input, body })}
        />
      )}
      {isTest && (
        <JsonField
          optional
          label="Outputs that stand in for steps"
          hint={'By step, such as {"find": {"items": []}}'}
          value={pinned}
          onChange={setPinned}
        />
      )}
    </FormDialog>
  )
}
