import { priceCheckMicro } from '@hub/api/schemas/shared/check-prices'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { PriceTag } from '@hub/ui/price-tag'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { rememberLook } from './price-reads.ts'
import { DAILY } from './price-words.ts'
import type { Product } from './price-types.ts'
import { ProductPicker } from './product-picker.tsx'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/marketplace/listings')).AddListing.pick({
    url: true,
    productId: true,
  })

interface AddPageProps {
  /** The product it is compared with, where that is known already. */
  product?: Pick<Product, 'id' | 'name'>
  onClose: () => void
}

/** Asks for the page of a shop, and what it is compared with. */
export function AddPage({ product, onClose }: AddPageProps) {
  const { trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(product ? { value: product.id, label: product.name } : null)
  const add = useMutation(trpc.modules.marketplace.listings.add.mutationOptions())
  const form = useSchemaForm(loadSchema, { url: '', productId: product?.id })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (page) => {
    try {
      const { id, productId, jobId } = await add.mutateAsync({ ...page, idempotencyKey: newKey() })
      rememberLook(queryClient, id, jobId)
      void queryClient.invalidateQueries(trpc.modules.marketplace.pathFilter())
      // On the page of a product it stands above the page that is come to.
      if (product) onClose()
      void navigate({
        to: '/o/$org/marketplace/$product',
        params: { org: slug, product: productId },
        search: { listing: id },
      })
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Add a product page"
      description="The page of another shop that sells one product."
      submitLabel="Add"
      pendingLabel="Adding"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field
        label="Address of the page"
        hint="Such as https://copperleaf.example/products/house-blend."
        error={errors.url?.message}
      >
        <Input
          {...form.register('url')}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <Field
        label="Compared with"
        hint="Left empty it becomes a new product, named as the page names it."
        error={errors.productId?.message}
      >
        <ProductPicker
          placeholder="A new product"
          value={chosen}
          onValueChange={(next) => {
            setChosen(next)
            form.setValue('productId', next?.value, { shouldValidate: true })
          }}
        />
      </Field>
      <p className="flex flex-wrap items-center gap-2 text-13 text-text-2">
        <PriceTag micro={priceCheckMicro} /> for each look: one now, then one {DAILY}.
      </p>
    </FormDialog>
  )
}
