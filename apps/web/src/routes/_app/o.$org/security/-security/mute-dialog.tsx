import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub, useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeFinding } from './security-types.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/security/findings')).MuteFinding.pick({ reason: true, until: true })

interface MuteDialogProps {
  finding: WholeFinding
  onClose: () => void
}

/** Asks why a finding is left alone, and for how long. */
export function MuteDialog({ finding: { id, title }, onClose }: MuteDialogProps) {
  const { trpc, queryClient } = useHub()
  const { timeZone } = useOrganization()
  const mute = useMutation(trpc.modules.security.findings.mute.mutationOptions())
  const form = useSchemaForm(loadSchema, { reason: '', until: null })
  const { errors, isSubmitting } = form.formState
  const until = form.watch('until') ?? null
  const submit = form.handleSubmit(async (chosen) => {
    try {
      await mute.mutateAsync({ id, ...chosen, idempotencyKey: newKey() })
      void queryClient.invalidateQueries(trpc.modules.security.pathFilter())
      showToast('It is left alone.')
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={`Mute “${title}”?`}
      description="It asks nobody to do anything any more. It still counts, and the score stays as it is."
      submitLabel="Mute"
      pendingLabel="Muting"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Why" hint="Whoever looks next reads this." error={errors.reason?.message}>
        <Input {...form.register('reason')} autoFocus />
      </Field>
      <Field
        label="Until"
        optional
        hint="The last day. Without one it stays muted."
        error={errors.until?.message}
      >
        <DayInput
          value={until}
          onValueChange={(day) => form.setValue('until', day, { shouldValidate: true })}
          min={todayIn(timeZone)}
        />
      </Field>
    </FormDialog>
  )
}
