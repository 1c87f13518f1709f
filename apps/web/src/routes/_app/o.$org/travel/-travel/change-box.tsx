import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Textarea } from '@hub/ui/textarea'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { sendByKeys } from '../../../../../components/sending.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeTrip } from './travel-types.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/travel/trips')).CreateTrip.pick({ text: true })

/** A change in the person's own words. */
export function ChangeBox({ trip: { id } }: { trip: WholeTrip }) {
  const { trpc, queryClient } = useHub()
  const update = useMutation(trpc.modules.travel.trips.update.mutationOptions())
  const form = useSchemaForm(loadSchema, { text: '' }, { isPassedBy: true })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ text }) => {
    try {
      const trip = await update.mutateAsync({ id, text, idempotencyKey: newKey() })
      queryClient.setQueryData(trpc.modules.travel.trips.get.queryKey({ id }), trip)
      form.reset()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <form
      noValidate
      aria-label="Change the trip"
      className="flex flex-col items-start gap-2.5"
      onKeyDown={sendByKeys}
      onSubmit={(event) => void (isSubmitting ? event.preventDefault() : submit(event))}
    >
      <FormRefusal errors={errors} />
      <Field
        className="w-full"
        label="Ask for a change"
        hint="Such as “a day later”, “under 800” or “no budget”."
        error={errors.text?.message}
      >
        <Textarea {...form.register('text')} rows={2} />
      </Field>
      <Button type="submit" pending={isSubmitting} pendingLabel="Changing">
        Change it
      </Button>
    </form>
  )
}
