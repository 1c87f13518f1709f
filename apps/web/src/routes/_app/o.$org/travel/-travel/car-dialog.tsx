import type { ComboboxOption } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Switch } from '@hub/ui/switch'
import { useState } from 'react'
import type { z } from 'zod'
import { useHub, useOrganization } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { typedAmount } from '../../../../../components/typed-amount.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { PlacePicker } from './place-picker.tsx'
import type { RentalCar } from './travel-types.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/travel/rentals')).CreateRental.omit({ idempotencyKey: true })

type Schema = Awaited<ReturnType<typeof loadSchema>>

const USUAL_SEATS = 5
const empty = { name: '', place: '', seats: USUAL_SEATS, isAutomatic: false, amount: '' }
const fieldsOf = ({ name, placeId, seats, isAutomatic, amount }: RentalCar) => ({
  name,
  place: placeId,
  seats,
  isAutomatic,
  amount,
})

interface CarDialogProps {
  /** Without it, one is added. */
  car?: RentalCar
  onClose: () => void
}

/** Asks what a car is, where it stands and what a day costs. */
export function CarDialog({ car: given, onClose }: CarDialogProps) {
  // As it was when the dialog opened: what a colleague saves meanwhile is told, and not written over.
  const [car] = useState(given)
  const { trpc, client, queryClient } = useHub()
  const { rentals } = client.modules.travel
  const { currency } = useOrganization()
  const town = car ? { value: car.placeId, label: car.place } : null
  const form = useSchemaForm(loadSchema, car ? fieldsOf(car) : empty)
  const submit = form.handleSubmit(async (fields) => {
    const idempotencyKey = newKey()
    try {
      if (car) await rentals.update.mutate({ id: car.id, version: car.version, ...fields, idempotencyKey })
      else await rentals.create.mutate({ ...fields, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.travel.pathFilter())
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={car ? 'Change the car' : 'Add a car'}
      submitLabel={car ? 'Save' : 'Add'}
      pendingLabel={car ? 'Saving' : 'Adding'}
      pending={form.formState.isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={form.formState.errors} />
      <CarFields form={form} town={town} currency={car?.currency ?? currency} />
    </FormDialog>
  )
}

type CarForm = ReturnType<typeof useSchemaForm<z.input<Schema>, z.output<Schema>>>

interface CarFieldsProps {
  form: CarForm
  /** Where it stands before anybody chose. */
  town: ComboboxOption | null
  currency: string
}

function CarFields({ form, town, currency }: CarFieldsProps) {
  const [chosen, setChosen] = useState(town)
  const { name, place, seats, amount } = form.formState.errors
  return (
    <>
      <Field label="Name" hint="Such as “Blue van”." error={name?.message}>
        <Input {...form.register('name')} autoComplete="off" />
      </Field>
      <Field label="Where it stands" error={place?.message}>
        <PlacePicker
          placeholder="A town"
          value={chosen}
          onValueChange={(next) => {
            setChosen(next)
            form.setValue('place', next?.value ?? '', { shouldValidate: true })
          }}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
        <Field label="Seats" error={seats?.message}>
          <Input {...form.register('seats', { valueAsNumber: true })} type="number" min={1} max={9} />
        </Field>
        <Field label={`A day (${currency})`} hint="24 hours: 3 to 8 May are five." error={amount?.message}>
          <Input
            {...form.register('amount', { setValueAs: typedAmount })}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
      </div>
      <Switch
        label="Automatic"
        checked={form.watch('isAutomatic') ?? false}
        onCheckedChange={(isOn) => form.setValue('isAutomatic', isOn)}
      />
    </>
  )
}
