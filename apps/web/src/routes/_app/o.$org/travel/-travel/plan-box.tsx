import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Textarea } from '@hub/ui/textarea'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { sendByKeys } from '../../../../../components/sending.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/travel/trips')).CreateTrip.pick({ text: true })

const EXAMPLE = 'Berlin to Lisbon, 3 to 8 May, two people, under €900 in all'

/** A trip in the person's own words. */
export function PlanBox() {
  const { trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const create = useMutation(trpc.modules.travel.trips.create.mutationOptions())
  const form = useSchemaForm(loadSchema, { text: '' }, { isPassedBy: true })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ text }) => {
    try {
      const trip = await create.mutateAsync({ text, idempotencyKey: newKey() })
      queryClient.setQueryData(trpc.modules.travel.trips.get.queryKey({ id: trip.id }), trip)
      void queryClient.invalidateQueries(trpc.modules.travel.trips.list.pathFilter())
      await navigate({ to: '/o/$org/travel/$trip', params: { org: slug, trip: trip.id } })
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <Card title="Plan a trip">
      <form
        noValidate
        aria-label="Plan a trip"
        className="flex flex-col items-start gap-3"
        onKeyDown={sendByKeys}
        onSubmit={(event) => void (isSubmitting ? event.preventDefault() : submit(event))}
      >
        <FormRefusal errors={errors} />
        <Field
          className="w-full"
          label="Your trip in a sentence"
          hint={`Such as “${EXAMPLE}”.`}
          error={errors.text?.message}
        >
          <Textarea {...form.register('text')} rows={2} />
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Reading">
          <Send aria-hidden="true" />
          Look for offers
        </Button>
      </form>
    </Card>
  )
}
