import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useCan, useHub } from '../../../../account.ts'
import { useEditForm } from '../../../../components/edit-form.ts'
import { FormEdits } from '../../../../components/form-edits.tsx'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'

const loadInstructions = async () =>
  (await import('@hub/api/schemas/assistant')).SetOwnInstructions.pick({ text: true }).required()

/** What the organization tells the model behind its assistant. Fixed rules would not read it. */
export function AssistantCard() {
  const { trpc } = useHub()
  const { data: drivers } = useQuery(trpc.assistant.drivers.queryOptions())
  const isModel = drivers?.[0]?.isBuiltIn === false
  const { data } = useQuery(trpc.assistant.instructions.get.queryOptions({}, { enabled: isModel }))
  const canWrite = useCan('organization.write')
  if (!data) return null
  return (
    <Card title="Assistant">
      {canWrite ? (
        <InstructionsForm text={data.text} />
      ) : (
        <p className="text-13 whitespace-pre-wrap text-text-2">
          {data.text || 'No instructions of its own.'}
        </p>
      )}
    </Card>
  )
}

function InstructionsForm({ text }: { text: string }) {
  const { trpc, queryClient } = useHub()
  const set = useMutation(trpc.assistant.instructions.set.mutationOptions())
  const { form, edits } = useEditForm(loadInstructions, { place: 'settings.assistant', saved: { text } })
  const submit = form.handleSubmit(async (instructions) => {
    if (edits.conflicts.length > 0) return
    const typed = form.getValues()
    try {
      await set.mutateAsync({ ...instructions, idempotencyKey: newKey() })
      queryClient.setQueryData(trpc.assistant.instructions.get.queryKey({}), instructions)
      edits.settle(typed)
      showToast('The assistant reads this from its next answer on.')
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Save instructions"
      pendingLabel="Saving"
      submit="plain"
    >
      <FormEdits edits={edits} labels={{ text: 'Instructions' }} />
      <Field
        label="Instructions"
        optional
        hint="What the model should know or keep to in every conversation, such as how you address customers. It is sent with each message and costs its tokens."
        error={form.formState.errors.text?.message}
      >
        <Textarea {...form.register('text')} rows={5} maxLength={2_000} />
      </Field>
    </FormFrame>
  )
}
