import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { typedAmount } from '../../../../../components/typed-amount.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { TravelWatch } from './travel-types.ts'
import { moneyWords } from './travel-words.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/travel/watches')).UpdateTravelWatch.pick({
    amount: true,
  }).required()

/** A trip that is not watched yet, or a watch whose amount is changed. */
type WatchDialogProps = { onClose: () => void } & (
  | { watch: TravelWatch }
  | { trip: { id: string; currency: string; cheapest: string | null } }
)

/** Asks below which price somebody wants to be told. */
export function WatchDialog({ onClose, ...about }: WatchDialogProps) {
  const { trpc, client, queryClient } = useHub()
  const { watches } = client.modules.travel
  const watch = 'watch' in about ? about.watch : null
  const { currency, price } =
    'watch' in about ? about.watch : { currency: about.trip.currency, price: about.trip.cheapest }
  const form = useSchemaForm(loadSchema, { amount: watch?.amount ?? '' })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ amount }) => {
    const idempotencyKey = newKey()
    try {
      if ('watch' in about) await watches.update.mutate({ id: about.watch.id, amount, idempotencyKey })
      else await watches.create.mutate({ tripId: about.trip.id, amount, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.travel.watches.pathFilter())
      showToast('You are told once it costs less.')
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={watch ? 'Change the amount' : 'Watch the price'}
      submitLabel={watch ? 'Save' : 'Watch'}
      pendingLabel={watch ? 'Saving' : 'Asking for the price'}
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field
        label={`Tell me below (${currency})`}
        hint={
          price === null
            ? 'For all travellers together.'
            : `For all travellers together. The cheapest offer costs ${moneyWords(price, currency)} now.`
        }
        error={errors.amount?.message}
      >
        <Input
          {...form.register('amount', { setValueAs: typedAmount })}
          inputMode="decimal"
          autoComplete="off"
        />
      </Field>
    </FormDialog>
  )
}
