import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { typedAmount } from '../../../../../components/typed-amount.ts'
import { toFailure } from '../../../../../failure.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { CurrencySelect } from './currency-field.tsx'
import type { Product } from './price-types.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/marketplace/products')).UpdateProduct.pick({
    name: true,
    price: true,
    currency: true,
    gtin: true,
  })

/** An emptied field takes away what was known. */
const orNull = (text: unknown): unknown => (text === '' ? null : text)

interface ChangeProductProps {
  product: Product
  onClose: () => void
}

/** What a product is called here and what it costs; the way to be rid of it too. */
export function ChangeProduct({ product, onClose }: ChangeProductProps) {
  const { trpc, queryClient } = useHub()
  const organization = useOrganization()
  // As it was when the dialog opened: what a colleague saves meanwhile is told, and not written over.
  const [{ id, version, name, price, gtin }] = useState(product)
  const update = useMutation(trpc.modules.marketplace.products.update.mutationOptions())
  const form = useSchemaForm(loadSchema, {
    name,
    price: price?.amount ?? null,
    currency: price?.currency ?? organization.currency,
    gtin,
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ currency, ...facts }) => {
    try {
      const saved = await update.mutateAsync({
        id,
        version,
        ...facts,
        // Without a price there is none to be in a currency.
        ...(facts.price !== null && { currency }),
        idempotencyKey: newKey(),
      })
      void queryClient.invalidateQueries(trpc.modules.marketplace.pathFilter())
      showToast(`Saved ${saved.name}.`)
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={`Change ${name}`}
      submitLabel="Save"
      pendingLabel="Saving"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="off" autoFocus />
      </Field>
      <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
        <Field label="Your price" optional hint="Such as 23.50." error={errors.price?.message}>
          <Input
            {...form.register('price', { setValueAs: (text) => orNull(typedAmount(text)) })}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
        <Field label="Currency" error={errors.currency?.message}>
          <CurrencySelect {...form.register('currency')} />
        </Field>
      </div>
      <Field label="GTIN" optional hint="The number under the bar code." error={errors.gtin?.message}>
        <Input {...form.register('gtin', { setValueAs: orNull })} inputMode="numeric" autoComplete="off" />
      </Field>
      <RemoveProduct product={product} />
    </FormDialog>
  )
}

function RemoveProduct({ product }: { product: Product }) {
  const [isAsking, setAsking] = useState(false)
  const remove = useRemove(product)
  return (
    <div className="border-t border-line pt-3">
      <Button size="sm" variant="danger-quiet" className="-ml-2.5" onClick={() => setAsking(true)}>
        Remove product
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={(open) => !remove.isPending && setAsking(open)}
        title={`Remove ${product.name}?`}
        consequence="Its pages of shops, their prices and the rules for it go with it. This cannot be undone."
        confirmLabel="Remove"
        pendingLabel="Removing"
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </div>
  )
}

function useRemove({ id, name }: Product) {
  const { client, trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const { marketplace } = trpc.modules
  return useMutation({
    mutationFn: () => client.modules.marketplace.products.remove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast(`Removed ${name}.`)
      // Away from its page first: what it shows would be asked for in vain.
      await navigate({ to: '/o/$org/marketplace', params: { org: slug }, search: {}, replace: true })
      queryClient.removeQueries(marketplace.products.get.queryFilter({ id }))
      void queryClient.invalidateQueries(marketplace.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}
