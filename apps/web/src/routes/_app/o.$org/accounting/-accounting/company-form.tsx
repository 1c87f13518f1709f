import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useUnsaved } from '../../../../../unsaved.ts'
import type { Accounting } from './book-page.tsx'
import { countryChoices } from './set-up-choices.ts'

type Company = Accounting['company']['get']

const loadSchema = async () => (await import('@hub/api/schemas/modules/accounting/company')).CompanyForm

const countries = [{ value: '', label: 'No country' }, ...countryChoices()]

/** What invoices say of the business. */
export function CompanyForm({ company }: { company: Company }) {
  const { trpc, queryClient } = useHub()
  const canManage = useCan('accounting.book.manage')
  const { version: read, ...facts } = company
  // What a colleague saved since is not overwritten: the hub says that it moved on.
  const [version, setVersion] = useState(read)
  const update = useMutation(trpc.modules.accounting.company.update.mutationOptions())
  const form = useSchemaForm(loadSchema, facts)
  const { errors, isSubmitting, isDirty } = form.formState
  const { register } = form
  const wrong = (field: keyof typeof errors): string | undefined => errors[field]?.message
  useUnsaved(isDirty && !isSubmitting)
  const submit = form.handleSubmit(async (fields) => {
    try {
      const { version: next, ...saved } = await update.mutateAsync({
        ...fields,
        version,
        idempotencyKey: newKey(),
      })
      setVersion(next)
      form.reset(saved)
      void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
      showToast('The business details are saved.')
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <Card title="On your invoices" className="max-w-[860px]">
      <form
        noValidate
        aria-label="Business details"
        className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
        onSubmit={(event) => void submit(event)}
      >
        <div className="col-span-full empty:hidden">
          <FormRefusal errors={errors} />
        </div>
        <Field label="Name of the business" error={wrong('legalName')} className="col-span-full">
          <Input {...register('legalName')} autoComplete="organization" disabled={!canManage} />
        </Field>
        <Field label="Street and number" error={wrong('street')} className="col-span-full">
          <Input {...register('street')} autoComplete="street-address" disabled={!canManage} />
        </Field>
        <Field label="Postcode" error={wrong('postcode')}>
          <Input {...register('postcode')} autoComplete="postal-code" disabled={!canManage} />
        </Field>
        <Field label="City" error={wrong('city')}>
          <Input {...register('city')} autoComplete="address-level2" disabled={!canManage} />
        </Field>
        <Field label="Country" error={wrong('country')}>
          <NativeSelect
            {...register('country', { setValueAs: (value: unknown) => (value === '' ? null : value) })}
            options={countries}
            disabled={!canManage}
          />
        </Field>
        <Field label="Tax id" error={wrong('taxId')}>
          <Input {...register('taxId')} autoComplete="off" disabled={!canManage} />
        </Field>
        <Field label="Mail" hint="Answers to your invoices go there." error={wrong('email')}>
          <Input {...register('email')} type="email" autoComplete="email" disabled={!canManage} />
        </Field>
        <Field label="Phone" error={wrong('phone')}>
          <Input {...register('phone')} type="tel" autoComplete="tel" disabled={!canManage} />
        </Field>
        <Field label="IBAN" error={wrong('iban')}>
          <Input {...register('iban')} autoComplete="off" disabled={!canManage} />
        </Field>
        <Field label="BIC" error={wrong('bic')}>
          <Input {...register('bic')} autoComplete="off" disabled={!canManage} />
        </Field>
        <Field label="Days to pay" error={wrong('termsDays')}>
          <Input
            {...register('termsDays', { valueAsNumber: true })}
            inputMode="numeric"
            autoComplete="off"
            disabled={!canManage}
          />
        </Field>
        <Field label="Words at the end" error={wrong('footer')} className="col-span-full">
          <Textarea {...register('footer')} rows={2} disabled={!canManage} />
        </Field>
        {canManage && (
          <Button
            type="submit"
            variant="primary"
            className="justify-self-start"
            pending={isSubmitting}
            pendingLabel="Saving"
          >
            Save
          </Button>
        )}
      </form>
    </Card>
  )
}
