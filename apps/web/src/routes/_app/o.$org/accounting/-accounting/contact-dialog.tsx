import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { toFailure } from '../../../../../failure.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Accounting } from './book-page.tsx'
import { countryChoices } from './set-up-choices.ts'

export type Contact = Accounting['contacts']['list']['items'][number]

const loadSchema = async () => (await import('@hub/api/schemas/modules/accounting/contacts')).ContactForm

export interface ContactDialogProps {
  /** Null adds one. */
  contact: Contact | null
  onClose: () => void
  onSaved?: (id: string) => void
}

const blank = {
  name: '',
  isCustomer: true,
  isVendor: false,
  email: '',
  phone: '',
  street: '',
  postcode: '',
  city: '',
  country: null,
  taxId: '',
  termsDays: null,
  note: '',
}

const countries = [{ value: '', label: 'No country' }, ...countryChoices()]

/** Adds a customer or vendor, or changes what is known of one. */
export function ContactDialog({ contact: given, onClose, onSaved }: ContactDialogProps) {
  const { trpc, queryClient } = useHub()
  // As it was when the dialog opened: what a colleague saves meanwhile is told, and not written over.
  const [contact] = useState(given)
  const [idempotencyKey] = useState(newKey)
  // Whether a second one of a name is meant; null until the hub says that there is one.
  const [isTwin, setTwin] = useState<boolean | null>(null)
  const create = useMutation(trpc.modules.accounting.contacts.create.mutationOptions())
  const update = useMutation(trpc.modules.accounting.contacts.update.mutationOptions())
  const form = useSchemaForm(loadSchema, contact ? factsOf(contact) : blank)
  const { errors, isSubmitting } = form.formState
  const { register } = form
  const wrong = (field: keyof typeof errors): string | undefined => errors[field]?.message
  const submit = form.handleSubmit(async (fields) => {
    try {
      const saved = contact
        ? await update.mutateAsync({ id: contact.id, version: contact.version, ...fields, idempotencyKey })
        : await create.mutateAsync({ ...fields, anyway: isTwin === true, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
      showToast(contact ? `Saved ${saved.name}.` : `Added ${saved.name}.`)
      onClose()
      onSaved?.(saved.id)
    } catch (error) {
      if (!contact && toFailure(error).code === 'CONFLICT') setTwin(false)
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      size="lg"
      title={contact ? `Change ${contact.name}` : 'Add a customer or vendor'}
      submitLabel={contact ? 'Save' : 'Add'}
      pendingLabel={contact ? 'Saving' : 'Adding'}
      pending={isSubmitting}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Name" error={wrong('name')} className="col-span-full">
        <Input {...register('name', { onChange: () => setTwin(null) })} autoComplete="off" autoFocus />
      </Field>
      {isTwin !== null && (
        <div className="col-span-full">
          <Checkbox
            label="Add a second one of this name"
            checked={isTwin}
            onChange={({ target }) => setTwin(target.checked)}
          />
        </div>
      )}
      <div className="col-span-full flex flex-wrap gap-x-6 gap-y-2 text-14">
        <label className="flex items-center gap-2">
          <Checkbox {...register('isCustomer')} />
          Buys from us
        </label>
        <label className="flex items-center gap-2">
          <Checkbox {...register('isVendor')} />
          Sells to us
        </label>
      </div>
      <Field label="Mail" error={wrong('email')}>
        <Input {...register('email')} type="email" autoComplete="off" />
      </Field>
      <Field label="Phone" error={wrong('phone')}>
        <Input {...register('phone')} type="tel" autoComplete="off" />
      </Field>
      <Field label="Street and number" error={wrong('street')} className="col-span-full">
        <Input {...register('street')} autoComplete="off" />
      </Field>
      <Field label="Postcode" error={wrong('postcode')}>
        <Input {...register('postcode')} autoComplete="off" />
      </Field>
      <Field label="City" error={wrong('city')}>
        <Input {...register('city')} autoComplete="off" />
      </Field>
      <Field label="Country" error={wrong('country')}>
        <NativeSelect {...register('country', { setValueAs: orNull })} options={countries} />
      </Field>
      <Field label="Tax id" error={wrong('taxId')}>
        <Input {...register('taxId')} autoComplete="off" />
      </Field>
      <Field label="Days to pay" hint="Empty for the usual days." error={wrong('termsDays')}>
        <Input
          {...register('termsDays', { setValueAs: numberOrNull })}
          inputMode="numeric"
          autoComplete="off"
        />
      </Field>
      <Field label="Note" error={wrong('note')} className="col-span-full">
        <Textarea {...register('note')} rows={2} />
      </Field>
    </FormDialog>
  )
}

/** What can be changed of it. */
const factsOf = ({ id: _id, archivedAt: _at, version: _version, ...facts }: Contact) => facts

const orNull = (value: unknown) => (value === '' ? null : value)
const numberOrNull = (value: unknown) => (value === '' || value === null ? null : Number(value))
